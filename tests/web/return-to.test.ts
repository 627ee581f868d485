import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from '@/lib/web/return-to'

test.each([
  ['/connections/hr?tab=1#top', '/connections/hr?tab=1'],
  ['/authors', '/authors'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/a/../..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['/%2E%2e//evil.example', '/'],
  ['/./\\evil.example', '/'],
  ['/.\\/evil.example', '/'],
  ['///evil.example', '/'],
  ['/\\/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['/.\t//evil.example', '/'],
  [' //evil.example', '/'],
  ['/@evil.example', '/@evil.example'],
  ['/%2f/evil.example', '/%2f/evil.example'],
  ['/connections?next=//evil.example', '/connections?next=//evil.example'],
  [`/${'a'.repeat(2_000)}`, '/'],
  ['https://evil.example/', '/'],
  ['https:evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/auth/sign-out', '/'],
  ['/sign-in', '/'],
  ['', '/'],
  [null, '/'],
])('%j leads to %s', (text, path) => {
  expect(returnPath(text, 'https://console.example')).toBe(path)
})

test('wherever it leads is on the console, whatever is asked for', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '\t',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'http:',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (tricks) => {
      const path = returnPath(`/${tricks.join('')}`, 'https://console.example')
      expect(new URL(path, 'https://console.example/deep/page').origin).toBe('https://console.example')
    }),
    { numRuns: 2_000 },
  )
})
