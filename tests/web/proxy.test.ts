import { expect, test } from 'vitest'
import { config } from '@/proxy'

const passes = (path: string) => config.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(path))

test.each([
  '/',
  '/connections/hr',
  '/api/connections/hr/uploads-of-mine',
  '/api/connections/hr/uploads/1',
  '/card-frames',
  '/_next/statics',
  '/_next/image',
])('%s has the content policy', (path) => {
  expect(passes(path)).toBe(true)
})

test.each(['/api/connections/hr/uploads', '/card-frame', '/_next/static/chunks/1.js'])(
  '%s has its own',
  (path) => {
    expect(passes(path)).toBe(false)
  },
)
