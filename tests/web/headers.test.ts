import { expect, test } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from '@/lib/web/headers'

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
