import { expect, test } from 'vitest'
import { redact } from '@/lib/services/audit/redact'

test('secrets and content do not reach the audit log', () => {
  const input = {
    connectionId: 'hr',
    clientSecret: 'hush',
    source: {
      headers: [{ name: 'Authorization', value: 'x' }],
      authorization: 'Bearer hush',
      apiToken: 'hush',
    },
    content: 'a customer’s words',
  }

  const kept = redact(input)

  expect(JSON.stringify(kept)).not.toContain('hush')
  expect(kept).toMatchObject({ connectionId: 'hr', clientSecret: '[redacted]', content: '[18 letters]' })
})

test('big inputs are cut and say so', () => {
  const kept = redact({ text: 'x'.repeat(600), list: Array.from({ length: 250 }, (_, index) => index) })

  expect(kept).toMatchObject({ text: `${'x'.repeat(500)}… (100 more letters)` })
  expect((kept as { list: unknown[] }).list).toHaveLength(201)
})

test('anything survives being written down', () => {
  const loop: Record<string, unknown> = {}
  loop.self = loop

  expect(() => JSON.stringify(redact(loop))).not.toThrow()
  expect(redact(10n)).toBe('10')
  expect(redact({ at: new Date(0), map: new Map() })).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    map: '[Map]',
  })
  expect(redact(undefined)).toBeUndefined()
})
