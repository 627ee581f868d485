import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const token = { service: 'authority', path: '/token$' } as const

async function open() {
  const tenant = await startTestEmulator()
  const { clientId, clientSecret } = tenant.app('everything')
  const ask = () =>
    tenant.askToken({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    })
  return { ...tenant, ask }
}

test('the authority fails in the words of Entra, and then goes on', async () => {
  const { ask, fail, requests } = await open()
  await fail({ match: token, status: 503 }, { match: token, status: 429, retryAfter: 7 })

  expect(await ask()).toMatchObject({
    status: 503,
    body: { error: 'temporarily_unavailable', error_codes: [90033], error_description: /^AADSTS90033: / },
  })
  expect(await ask()).toMatchObject({ status: 429, body: { error_codes: [90055] } })
  expect((await ask()).status).toBe(200)
  expect((await requests()).map(({ status }) => status)).toEqual([503, 429, 200])
})

test('it says what a script says, or a page, or nothing', async () => {
  const { ask, fail } = await open()
  await fail(
    { match: token, status: 400, error: 'invalid_grant', message: 'Signed out.' },
    { match: token, status: 502, html: '<h1>Bad gateway</h1>' },
    { match: token, drop: 'before' },
    { match: token, drop: 'after' },
  )

  expect(await ask()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect(await ask()).toMatchObject({ status: 502, body: { text: '<h1>Bad gateway</h1>' } })
  await expect(ask()).rejects.toThrow()
  await expect(ask()).rejects.toThrow()
  expect((await ask()).status).toBe(200)
})

test('it can be slow', async () => {
  const { ask, fail } = await open()
  await fail({ match: token, latency: { minMs: 200, medianMs: 200, p95Ms: 200, maxMs: 200 } })
  const started = performance.now()

  expect((await ask()).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(190)
})

test('a fault of Graph is none of the authority, and the other way round', async () => {
  const { ask, fail, appToken, graph } = await open()
  const bearer = await appToken('everything')
  await fail({ match: {}, status: 503, times: 5 })
  expect((await ask()).status).toBe(200)

  expect((await graph(bearer, 'GET', '/v1.0/users')).status).toBe(503)
  const only = { service: 'authority' } as const
  await expect(fail({ match: only, state: 'obsolete' })).rejects.toThrow(/The authority has no state/)
})

test.each([
  ['seconds', { retryAfter: 3 }, '3', null],
  ['a date', { retryAfter: 60, retryAfterAs: 'date' }, /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/, null],
  ['milliseconds', { retryAfterMs: 1500 }, null, '1500'],
  ['both', { retryAfter: 2, retryAfterMs: 1500 }, '2', '1500'],
] as const)('a wait is told in %s', async (_, told, header, milliseconds) => {
  const { fail, appToken, graph } = await open()
  const bearer = await appToken('everything')
  await fail({ match: { path: '/users' }, status: 429, ...told })

  const { headers } = await graph(bearer, 'GET', '/v1.0/users')
  const after = headers.get('retry-after')
  if (header instanceof RegExp) {
    expect(after).toMatch(header)
    expect(Math.abs(Date.parse(after ?? '') - Date.now() - 60_000)).toBeLessThan(30_000)
  } else expect(after).toBe(header)
  expect(headers.get('x-ms-retry-after-ms')).toBe(milliseconds)
})

test('a wait in a form that there is not is refused', async () => {
  const { fail } = await open()
  const wrong = { match: {}, status: 429, retryAfter: 1, retryAfterAs: 'words' as 'date' }

  await expect(fail(wrong)).rejects.toThrow(/retryAfterAs is seconds or date/)
})
