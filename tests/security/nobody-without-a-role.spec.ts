import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { client, signInOver, startSignIn } from '../support/client'
import { expect, test } from '../support/console'

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

test.describe('a console that nobody else uses', () => {
  test.use({ ownConsole: true })

  test('nobody stores megabytes before they are signed in', async ({ console }) => {
    const before = bytesIn(console.folder)
    const body = `returnTo=${'a'.repeat(9_000_000)}`
    const headers = { origin: console.url, 'content-type': 'application/x-www-form-urlencoded' }
    for (let n = 0; n < 15; n += 1) {
      const response = await client(console)
        .send('/auth/start', { method: 'POST', body, headers })
        .catch(() => null)
      expect(response?.status ?? 413).toBe(413)
    }
    const action = await client(console)
      .send('/', { method: 'POST', body, headers: { ...headers, 'next-action': 'x' } })
      .catch(() => null)
    expect(action?.status ?? 413).toBe(413)
    expect(bytesIn(console.folder) - before).toBeLessThan(5_000_000)
    expect((await fetch(`${console.url}/healthz`)).status).toBe(200)
  })
})

test('a sign-in starts from the console’s own page only', async ({ console }) => {
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const headers = origin === undefined ? undefined : { origin }
    const response = await client(console).send('/auth/start', {
      method: 'POST',
      body: new URLSearchParams(),
      headers,
    })
    expect(response.headers.get('location')).toContain('/sign-in?error=origin')
  }
})

test('a sign-in leads nowhere but to the console', async ({ console }) => {
  for (const returnTo of ['/.//evil.example', '//evil.example', '/\\evil.example', 'https://evil.example'])
    expect(await signInOver(client(console), console, 'alexw@contoso.com', returnTo)).toBe(`${console.url}/`)
})

test('one address starts a limited number of sign-ins, whatever it says of itself', async ({ console }) => {
  const statuses: number[] = []
  for (let n = 0; n < 65; n += 1) {
    const headers = {
      origin: console.url,
      'x-forwarded-for': `10.0.0.${n}`,
      'x-client-address': `10.0.1.${n}`,
    }
    const response = await client(console).send('/auth/start', {
      method: 'POST',
      body: new URLSearchParams(),
      headers,
    })
    statuses.push(response.status)
    if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(60)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  await expect(startSignIn(client(console), console)).rejects.toThrow('429')
})

test('no word in the address of the sign-in page is an error', async ({ console }) => {
  for (const word of ['__proto__', 'constructor', 'toString', '<script>'])
    expect((await fetch(`${console.url}/sign-in?error=${encodeURIComponent(word)}`)).status).toBe(200)
})

test('a request has the id that the console gave it, and every page the policy', async ({ console }) => {
  const headers = { 'x-request-id': 'chosen-by-the-caller' }
  for (const path of [
    '/sign-in',
    '/api/connections/hrsystem/uploads-of-mine',
    '/card-frames',
    '/_next/statics',
  ]) {
    const response = await fetch(`${console.url}${path}`, { headers, redirect: 'manual' })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})
