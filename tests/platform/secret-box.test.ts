import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashToken, open, randomToken, type Sealed, seal } from '@/lib/platform/secret-box'

const key = randomBytes(32)

test('a sealed text opens again and tells nothing', () => {
  const sealed = seal('a refresh token', 'session:1', key)

  expect(sealed).not.toContain('refresh')
  expect(open(sealed, 'session:1', key)).toBe('a refresh token')
  expect(seal('a refresh token', 'session:1', key)).not.toBe(sealed)
})

test('a sealed text does not open when it was changed', () => {
  const sealed = seal('a refresh token', 'session:1', key)
  const [, id, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30)

  expect(() => open(`v2.${id}.${bytes.toString('base64url')}` as Sealed, 'session:1', key)).toThrow(
    'does not open',
  )
  expect(() => open('v1.short' as Sealed, 'session:1', key)).toThrow('not a sealed text')
  expect(() => open('plain' as Sealed, 'session:1', key)).toThrow('not a sealed text')
})

test('a sealed text does not open for another row or another key', () => {
  const sealed = seal('a refresh token', 'session:1', key)

  expect(() => open(sealed, 'session:2', key)).toThrow('does not open')
  expect(() => open(sealed, 'session:1', randomBytes(32))).toThrow('SECRET_KEY')
})

test('a token is long, and its hash is always the same', () => {
  const token = randomToken()

  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(hashToken(token)).toBe(hashToken(token))
  expect(hashToken(token)).not.toBe(hashToken(randomToken()))
})
