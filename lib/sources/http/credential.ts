import { z } from 'zod'
import type { HttpConfig, HttpCredentials } from '../../model/sync/http-source'
import { requestOutside } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import type { SourceContext } from '../source-kind'
import { needHttps } from './api-address'
import { textOfBody } from './text-of-body'

/** What goes along with each request to show who asks. */
export interface Credential {
  headers: Record<string, string>
  query: Record<string, string>
}

export async function credentialOf({ credentials }: HttpConfig, context: SourceContext): Promise<Credential> {
  if (credentials.kind === 'none') return { headers: {}, query: {} }
  const secret = context.secrets.credential
  if (!secret)
    throw new AppError('invalid', 'The secret of the API is missing. Enter it.', { field: 'credential' })
  switch (credentials.kind) {
    case 'bearer':
      return header('authorization', `Bearer ${secret}`)
    case 'basic':
      return header(
        'authorization',
        `Basic ${Buffer.from(`${credentials.username}:${secret}`).toString('base64')}`,
      )
    case 'apiKey':
      return credentials.place === 'header'
        ? header(credentials.name.toLowerCase(), secret)
        : { headers: {}, query: { [credentials.name]: secret } }
    case 'oauth2':
      return header('authorization', `Bearer ${await tokenOf(credentials, secret, context)}`)
  }
}

function header(name: string, value: string): Credential {
  if (!/^[\t\x20-\x7e]+$/.test(value))
    throw new AppError('invalid', 'The secret has characters that no header can hold. Enter it again.', {
      field: 'credential',
    })
  return { headers: { [name]: value }, query: {} }
}

const Token = z.object({ access_token: z.string().min(1).max(20_000) })

/** A token by client credentials (RFC 6749, section 4.4). */
async function tokenOf(
  { tokenUrl, clientId, scope }: HttpCredentials & { kind: 'oauth2' },
  secret: string,
  { allowedHosts, signal }: SourceContext,
) {
  needHttps(new URL(tokenUrl), allowedHosts)
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
  })
  if (scope) form.set('scope', scope)
  const answer = await requestOutside({
    url: tokenUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    allowedHosts,
    timeoutMs: 30_000,
    signal,
  })
  const text = await textOfBody(answer.body)
  if (answer.status >= 500)
    throw new AppError('unavailable', `The token address failed with ${answer.status}.`, {
      status: answer.status,
    })
  const parsed = answer.status === 200 ? Token.safeParse(jsonOf(text)) : undefined
  if (parsed?.success) return parsed.data.access_token
  throw new AppError(
    'invalid',
    `The token address gave no token (${answer.status}). Check client id, secret, scope and address.`,
    { field: 'credential' },
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
