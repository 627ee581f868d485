import { expect, test } from 'vitest'
import { returnPath } from '@/lib/web/return-to'

test.each([
  ['/connections/hr?tab=1#top', '/connections/hr?tab=1'],
  ['/authors', '/authors'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/auth/sign-out', '/'],
  ['/sign-in', '/'],
  ['', '/'],
  [null, '/'],
])('%j leads to %s', (text, path) => {
  expect(returnPath(text, 'https://console.example')).toBe(path)
})
