import { randomBytes } from 'node:crypto'
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { parseEnv } from '@/lib/platform/env'
import { once } from '@/lib/platform/once'
import { config, proxy } from '@/proxy'

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

/** A change as a browser sends it to the console at https://console.contoso.com, through a proxy. */
const change = (headers: Record<string, string>) =>
  proxy(
    new NextRequest('https://console.contoso.com/connections', {
      method: 'POST',
      headers: { 'next-action': 'f', 'content-length': '2', ...headers },
    }),
  )

test('a proxy that rewrites the Host is told, with both values', async () => {
  const id = '00000000-0000-0000-0000-000000000001'
  once('env', () =>
    parseEnv({
      PUBLIC_URL: 'https://console.contoso.com',
      SECRET_KEY: randomBytes(32).toString('base64'),
      ENTRA_TENANT_ID: id,
      SIGNIN_CLIENT_ID: id,
      SIGNIN_CLIENT_SECRET: 'x',
      CONFIGURATION_CLIENT_ID: id,
      CONFIGURATION_CLIENT_SECRET: 'x',
    }),
  )
  const refused = await change({ host: '10.0.0.5:3000' })

  expect(refused.status).toBe(400)
  expect(await refused.text()).toMatch(/"10\.0\.0\.5:3000".*console\.contoso\.com \(PUBLIC_URL\)/)
  expect((await change({ host: 'console.contoso.com' })).status).toBe(200)
  expect((await change({ host: '10.0.0.5', 'x-forwarded-host': 'console.contoso.com' })).status).toBe(200)
})
