import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { env } from './env'

const algorithm = 'aes-256-gcm'
const version = 'v1'

/**
 * Encrypts for the database. `purpose` names what it is and whose (`session:<id>`): the text opens
 * under the same purpose only, so a row cannot be given the secret of another.
 */
export function seal(text: string, purpose: string, key: Buffer = env().secretKey): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** Throws when the text was changed, sealed for another purpose, or sealed under another key. */
export function open(sealed: string, purpose: string, key: Buffer = env().secretKey): string {
  const [prefix, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  if (prefix !== version || bytes.length < 28) throw new Error('This is not a sealed text.')
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new Error('A sealed text does not open: it was changed, or SECRET_KEY is another one.', { cause })
  }
}

const nonceBytes = 12
const tagBytes = 16

/** Encrypts bytes as `seal` does a text. */
export function sealBytes(bytes: Uint8Array, purpose: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(purpose),
  )
  const sealed = cipher.update(bytes)
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Throws like `open`. */
export function openBytes(sealed: Uint8Array, purpose: string, key: Buffer): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('These are not sealed bytes.')
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const bytes = decipher.update(sealed.subarray(nonceBytes + tagBytes))
    decipher.final()
    return bytes
  } catch (cause) {
    throw new Error('Sealed bytes do not open: they were changed, or SECRET_KEY is another one.', { cause })
  }
}

/** A value that nobody can guess: 32 random bytes. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** What the database keeps of a token, so that its rows cannot be used to sign in. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')
