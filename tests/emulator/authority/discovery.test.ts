import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const aliases = [
  ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
]
const microsoft = aliases.map((names) => ({
  preferred_network: names[0],
  preferred_cache: names.includes('login.windows.net') ? 'login.windows.net' : names[0],
  aliases: names,
}))

async function open() {
  const { url, tenantId } = await startTestEmulator()
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const instance = (endpoint: string) =>
    get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`)
  return { url, tenantId, get, instance }
}

test('instance discovery knows Microsoft’s authority', async () => {
  const { instance } = await open()

  expect(await instance('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize')).toEqual({
    status: 200,
    body: {
      tenant_discovery_endpoint:
        'https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration',
      'api-version': '1.1',
      metadata: microsoft,
    },
  })
})

test.each(aliases.flat())('instance discovery knows %s', async (host) => {
  const { instance } = await open()

  expect(await instance(`https://${host}/common/oauth2/v2.0/authorize`)).toMatchObject({
    status: 200,
    body: { metadata: microsoft },
  })
})

test('instance discovery knows this authority by its own names', async () => {
  const { instance, url } = await open()
  const { port } = new URL(url)

  for (const authority of [url, `https://localhost:${port}`, 'https://localhost']) {
    const name = new URL(authority).host
    expect(await instance(`${authority}/common/oauth2/v2.0/authorize`)).toMatchObject({
      status: 200,
      body: {
        tenant_discovery_endpoint: `${authority}/common/v2.0/.well-known/openid-configuration`,
        metadata: [...microsoft, { preferred_network: name, preferred_cache: name, aliases: [name] }],
      },
    })
  }
})

test.each(['https://evil.example/common/oauth2/v2.0/authorize', 'no address', ''])(
  'instance discovery refuses %j',
  async (endpoint) => {
    const { instance } = await open()

    expect(await instance(endpoint)).toMatchObject({
      status: 400,
      body: { error: endpoint ? 'invalid_instance' : 'invalid_request' },
    })
  },
)

test.each(['common', 'organizations', 'Organizations', 'contoso.com', 'tenant id'])(
  'the document of %s names endpoints that are there',
  async (name) => {
    const { get, url, tenantId } = await open()
    const tenantName = name === 'tenant id' ? tenantId : name

    const { body } = await get(`/${tenantName}/v2.0/.well-known/openid-configuration`)

    const shared = /^(common|organizations)$/i.test(tenantName)
    expect(body.issuer).toBe(shared ? `${url}/{tenantid}/v2.0` : `${url}/${tenantId}/v2.0`)
    expect(body.authorization_endpoint).toContain(`/${shared ? name.toLowerCase() : tenantId}/`)
    for (const [member, address] of Object.entries(body)) {
      if (!member.endsWith('_endpoint') && member !== 'jwks_uri') continue
      expect((await fetch(String(address))).status, member).not.toBe(404)
    }
  },
)

test.each(['constructor', '__proto__', 'toString', 'oauth2/v2.0', ''])(
  'what is no endpoint is not found: %j',
  async (rest) => {
    const { url } = await open()

    expect((await fetch(`${url}/common/${rest}`)).status).toBe(404)
  },
)
