import { createHash } from 'node:crypto'
import { once } from './once'

// Keys are compared by identity: the buffer of the environment is one for the whole process.
const older = () => once('key-ring', () => new WeakMap<Buffer, readonly Buffer[]>())

/** Has what was sealed under these keys open beside what is sealed under `key`. */
export const rememberOldKeys = (key: Buffer, old: readonly Buffer[]): void => void older().set(key, old)

/** The first bytes of the hash of a key: tells keys apart, and nothing of them. */
export const keyId = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

/** The key itself first, then those before it. */
export const keysOf = (key: Buffer): readonly Buffer[] => [key, ...(older().get(key) ?? [])]
