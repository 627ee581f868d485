import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { env } from './env'
import { keyId, keysOf } from './key-ring'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
/** Before bytes that name their key; older ones begin with the nonce. */
const mark = Buffer.from('CCk2')
const headBytes = mark.length + 4

declare const brand: unique symbol
/** A text that `seal` has made. Only such a one opens, so that a column of another type cannot hold a secret. */
export type Sealed = string & { [brand]: true }

/** What is sealed was changed, or no known key opens it. */
export class NotOpened extends Error {}

/**
 * Encrypts for the database. `purpose` names what it is and whose (`session:<id>`): the text opens
 * under the same purpose only, so a row cannot be given the secret of another. The text names its key, so that keys can
 * be exchanged: `v2.<key id>.<nonce, tag, text>`.
 */
export const seal = (text: string, purpose: string, key: Buffer = env().secretKey): Sealed =>
  `v2.${keyId(key)}.${encrypt(Buffer.from(text, 'utf8'), purpose, key).toString('base64url')}` as Sealed

/** Throws when the text was changed, sealed for another purpose, or sealed under a key that is not known any more. */
export function open(sealed: Sealed, purpose: string, key: Buffer = env().secretKey): string {
  const [version, ...parts] = sealed.split('.')
  const [id, body = ''] = version === 'v2' ? parts : [undefined, parts[0]]
  const bytes = Buffer.from(body, 'base64url')
  if ((version !== 'v1' && version !== 'v2') || bytes.length < nonceBytes + tagBytes)
    throw new Error('This is not a sealed text.')
  return decrypt(bytes, purpose, candidates(key, id)).toString('utf8')
}

/** Whether a text is sealed under this key. */
export const isSealedUnder = (sealed: string, key: Buffer) => sealed.startsWith(`v2.${keyId(key)}.`)

export const areSealedUnder = (sealed: Uint8Array, key: Buffer) =>
  Buffer.concat([mark, Buffer.from(keyId(key), 'hex')]).equals(sealed.subarray(0, headBytes))

/** Encrypts bytes as `seal` does a text. */
export const sealBytes = (bytes: Uint8Array, purpose: string, key: Buffer): Buffer =>
  Buffer.concat([mark, Buffer.from(keyId(key), 'hex'), encrypt(bytes, purpose, key)])

/** Throws like `open`. */
export function openBytes(sealed: Uint8Array, purpose: string, key: Buffer): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('These are not sealed bytes.')
  if (!mark.equals(sealed.subarray(0, mark.length))) return decrypt(sealed, purpose, keysOf(key))
  const id = Buffer.from(sealed.subarray(mark.length, headBytes)).toString('hex')
  return decrypt(sealed.subarray(headBytes), purpose, candidates(key, id))
}

/** The keys that something may be sealed under: the one that it names, or any, when it names none. */
const candidates = (key: Buffer, id: string | undefined) =>
  id === undefined ? keysOf(key) : keysOf(key).filter((one) => keyId(one) === id)

function encrypt(bytes: Uint8Array, purpose: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(purpose),
  )
  const sealed = cipher.update(bytes)
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

function decrypt(sealed: Uint8Array, purpose: string, keys: readonly Buffer[]): Buffer {
  let cause: unknown
  for (const key of keys) {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    try {
      const bytes = decipher.update(sealed.subarray(nonceBytes + tagBytes))
      decipher.final()
      return bytes
    } catch (error) {
      cause = error
    }
  }
  const message =
    'What is sealed does not open: it was changed, or SECRET_KEY is another one and the old one is not in SECRET_KEYS_OLD.'
  throw new NotOpened(message, { cause })
}

/** A value that nobody can guess: 32 random bytes. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** What the database keeps of a token, so that its rows cannot be used to sign in. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')
