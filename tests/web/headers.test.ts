import { expect, test } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from '@/lib/web/headers'
import { requestIdOf } from '@/lib/web/request-id'

const https = { secure: true }

test('the policy lets run what carries the nonce and nothing inline', () => {
  const policy = contentSecurityPolicy('abc', https)

  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).toContain("style-src 'self' 'nonce-abc';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("form-action 'self';")
  expect(policy).not.toContain('unsafe')
})

test('https is insisted on where it is spoken', () => {
  expect(securityHeaders({ secure: true })).toHaveProperty('strict-transport-security')
  expect(securityHeaders({ secure: false })).not.toHaveProperty('strict-transport-security')
  expect(contentSecurityPolicy('abc', { secure: false })).not.toContain('upgrade-insecure-requests')
})

test('a request id from outside is kept when it is one', () => {
  expect(requestIdOf('b7f0a1c2-1111')).toBe('b7f0a1c2-1111')
  expect(requestIdOf('x\n{"level":60}')).toMatch(/^[0-9a-f-]{36}$/)
  expect(requestIdOf(null)).toMatch(/^[0-9a-f-]{36}$/)
})
