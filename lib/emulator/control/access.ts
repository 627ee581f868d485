import { createHash, timingSafeEqual } from 'node:crypto'
import { type AddressedRequest, isKnownHost, isLocal, isOwnPage } from '../kernel/address'

type Refused = { status: number; body: { message: string }; headers?: Record<string, string> }

export const shortestSecret = 16

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Who may use the control API and the inspector: this machine, and callers with the shared secret, if
 * there is one. Returns the refusal for everybody else.
 */
export function refusedControl(request: AddressedRequest, secret: string | undefined): Refused | undefined {
  if (isLocal(request)) return undefined
  if (secret === undefined) return { status: 403, body: { message: 'Only from this machine.' } }
  // A browser sends a stored password with requests from any page.
  if (isOwnPage(request) && bringsSecret(request.headers.authorization, secret)) return undefined
  const headers = { 'www-authenticate': 'Basic realm="Local tenant", charset="UTF-8"' }
  return { status: 401, body: { message: 'Bring the shared secret of EMULATOR_CONTROL_SECRET.' }, headers }
}

/** The refusal for a request under a name that nobody has allowed. */
export function refusedHost(host: string, allowed: readonly string[]): Refused | undefined {
  if (isKnownHost(host, allowed)) return undefined
  return { status: 421, body: { message: 'This host is not known here. Name it in EMULATOR_ALLOWED_HOSTS.' } }
}

/** As a bearer token, or as a browser's password with any name. */
function bringsSecret(authorization: string | undefined, secret: string) {
  const [, kind = '', sent = ''] = /^(Bearer|Basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  const text =
    kind.toLowerCase() === 'basic'
      ? Buffer.from(sent, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : sent
  return timingSafeEqual(digest(text), digest(secret))
}
