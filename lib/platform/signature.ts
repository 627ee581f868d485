import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// Requests between programs are signed as Standard Webhooks says (https://www.standardwebhooks.com), for which most
// languages have a library: an id, a time, and an HMAC-SHA256 over both and the body.

const prefix = 'whsec_'
/** How far the clocks of the two sides may be apart. */
const toleranceMs = 5 * 60_000

export const newSigningSecret = () => `${prefix}${randomBytes(32).toString('base64')}`

export interface Signature {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

export function sign(secret: string, id: string, at: Date, body: string): Signature {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac(secret, id, timestamp, body).toString('base64')}`,
  }
}

/** The id of a call that was signed with this secret in the last minutes, or why it was not. */
export function verify(
  secret: string,
  headers: Headers,
  body: string,
  now: Date,
): { id: string } | { refused: string } {
  const id = headers.get('webhook-id') ?? ''
  const timestamp = headers.get('webhook-timestamp') ?? ''
  if (!/^[\w.:-]{1,100}$/.test(id)) return { refused: 'The header webhook-id is missing or odd.' }
  if (!/^\d{1,12}$/.test(timestamp))
    return { refused: 'The header webhook-timestamp is not a time in seconds.' }
  const expected = mac(secret, id, timestamp, body)
  const given = (headers.get('webhook-signature') ?? '').slice(0, 1_000).split(' ')
  const right = given.some((one) => {
    const bytes = Buffer.from(one.replace(/^v1,/, ''), 'base64')
    return one.startsWith('v1,') && bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
  if (!right) return { refused: 'The signature is not right.' }
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > toleranceMs) {
    return { refused: 'The call was signed more than 5 minutes ago or ahead. Check the clock.' }
  }
  return { id }
}

const mac = (secret: string, id: string, timestamp: string, body: string) =>
  createHmac('sha256', Buffer.from(secret.replace(prefix, ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest()
