import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { openAuthority } from './sign-in'

const graphs = ['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us']

/** The emulator as clients of a cloud find it: under the name that they call it. */
async function open() {
  const authority = await openAuthority()
  const { url, app, askToken } = authority
  const { clientId, clientSecret } = app('everything')
  const under = (host: string) => ({ 'x-forwarded-host': host, 'x-forwarded-proto': 'https' })
  const appToken = async (scope: string, login = 'login.microsoftonline.us') => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope }
    return String((await askToken(form, under(login))).body.access_token)
  }
  const call = async (token: string, host: string, path = '/v1.0/external/connections') => {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...under(host) },
    })
    return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> }
  }
  return { ...authority, under, appToken, call }
}

test('a token is good for the Graph of its cloud only, and at an address of no cloud', async () => {
  const { appToken, call } = await open()

  for (const own of graphs) {
    const token = await appToken(`https://${own}/.default`)
    expect(decodeJwt(token).aud).toBe(`https://${own}`)
    for (const host of graphs) {
      expect((await call(token, host)).status, `${own} at ${host}`).toBe(own === host ? 200 : 401)
    }
    expect((await call(token, '127.0.0.1:4100')).status).toBe(200)
  }
})

test('without a name it is for the cloud of the authority', async () => {
  const { appToken } = await open()
  const scope = '00000003-0000-0000-c000-000000000000/.default'

  expect(decodeJwt(await appToken(scope)).aud).toBe('https://graph.microsoft.us')
  expect(decodeJwt(await appToken(scope, 'localhost')).aud).toBe('https://graph.microsoft.com')
})

test('who signs in gets it for the cloud that their app named, and again when it is refreshed', async () => {
  const { signIn, redeem, refresh } = await open()
  const scope = 'openid offline_access https://dod-graph.microsoft.us/User.Read'

  const { query } = await signIn('megan@contoso.com', { scope })
  const { body } = await redeem(query.code)
  const again = await refresh(body.refresh_token)

  for (const tokens of [body, again.body]) {
    expect(decodeJwt(tokens.access_token).aud).toBe('https://dod-graph.microsoft.us')
  }
})

test('China has Graph and no connectors', async () => {
  const { appToken, call } = await open()
  const host = 'microsoftgraph.chinacloudapi.cn'
  const token = await appToken(`https://${host}/.default`, 'login.chinacloudapi.cn')

  expect(await call(token, host)).toMatchObject({
    status: 400,
    body: { error: { code: 'BadRequest', message: "Resource not found for the segment 'external'." } },
  })
  expect((await call(token, host, '/v1.0/users')).status).toBe(200)
})

test.each([
  ['login.microsoftonline.com', 'microsoftonline.com', 'graph.microsoft.com'],
  ['login.microsoftonline.us', 'microsoftonline.us', 'graph.microsoft.us'],
  ['login.chinacloudapi.cn', 'partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ['localhost:4100', 'microsoftonline.com', 'graph.microsoft.com'],
])('the document of %s names its cloud', async (host, instance, graph) => {
  const { url, tenantId, under } = await open()
  const address = `${url}/${tenantId}/v2.0/.well-known/openid-configuration`

  expect(await (await fetch(address, { headers: under(host) })).json()).toMatchObject({
    issuer: `https://${host}/${tenantId}/v2.0`,
    cloud_instance_name: instance,
    msgraph_host: graph,
  })
})
