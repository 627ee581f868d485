import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const attack = '<img src=x onerror=alert(1)>"\'&'
const everyone = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
const seed = {
  users: [{ userPrincipalName: 'eve@contoso.com', displayName: attack, mail: attack }],
  connections: [
    {
      id: 'helpdesk1',
      name: attack,
      description: attack,
      schema: {
        baseType: 'microsoft.graph.externalItem',
        properties: [{ name: 'title', type: 'string', description: attack }],
      },
      groups: [{ id: 'tier1', displayName: attack }],
      items: [
        { id: 'T1', acl: everyone, properties: { title: attack }, content: { type: 'html', value: attack } },
      ],
    },
  ],
  profileSources: [{ sourceId: 'hr1', displayName: attack, webUrl: 'https://hr.contoso.com' }],
}
const paths = [
  '/',
  '/inspector/connections/helpdesk1',
  `/inspector/connections/helpdesk1?from=${encodeURIComponent(attack)}`,
  '/inspector/connections/helpdesk1/items/T1',
  '/inspector/profiles',
  '/inspector/profiles/eve@contoso.com',
  '/inspector/requests',
  '/inspector/requests/1',
  '/inspector/faults',
]

async function open() {
  const emulator = await startTestEmulator()
  await emulator.control('POST', 'seed', seed)
  await emulator.fail({ match: { path: '(?!<)<img src=x' }, status: 500, message: attack })
  const search = new URLSearchParams({ $filter: attack })
  await emulator.graph(await emulator.appToken('everything'), 'GET', `/v1.0/users?${search}`)
  const look = async (path: string) => {
    const response = await fetch(`${emulator.url}${path}`)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { ...emulator, look }
}

test('nothing that a client sent becomes markup', async () => {
  const { look } = await open()

  for (const path of paths) {
    const { status, text } = await look(path)
    expect([path, status, text.includes('<img')]).toEqual([path, 200, false])
  }
  expect((await look('/inspector/connections/helpdesk1/items/T1')).text).toContain('&#60;img src=x')
})

test('only what carries the nonce of its answer runs', async () => {
  const { look } = await open()

  const [first, second] = [await look('/'), await look('/')]

  const nonce = /script-src 'nonce-([^']+)'/.exec(first.headers.get('content-security-policy') ?? '')?.[1]
  expect(first.text).toContain(`<script nonce="${nonce}">`)
  expect(first.text.match(/<(script|style)\b/g)).toHaveLength(2)
  expect(second.text).not.toContain(nonce)
})

test('what is not there is told with 404', async () => {
  const { look } = await open()

  for (const path of [
    '/inspector',
    '/inspector/connections/gone',
    '/inspector/profiles/gone',
    '/inspector/x/y',
  ]) {
    expect([path, (await look(path)).status]).toEqual([path, 404])
  }
})

test('a refused request is shown with the reason', async () => {
  const { look, graph, appToken } = await open()
  await graph(await appToken('ingestion'), 'GET', '/v1.0/external/connections')

  const { text } = await look('/inspector/requests?refused=1')

  expect(text).toContain('The token has none of ExternalConnection.ReadWrite.OwnedBy')
})

test('a page of another site cannot look, whatever its name leads to', async () => {
  const { url } = await open()
  const status = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      request(`${url}/inspector/requests`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .once('error', reject)
        .end()
    })

  expect(await status({ host: 'evil.example' })).toBe(403)
  expect(await status({ origin: 'https://evil.example' })).toBe(403)
  expect(await status({})).toBe(200)
})
