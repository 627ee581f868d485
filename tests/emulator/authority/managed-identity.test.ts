import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const resource = 'https://graph.microsoft.com'
const shared = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a06'
const machine = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a05'

async function open() {
  const emulator = await startTestEmulator()
  const ask = async (path: string, parameters: Record<string, string>, headers: Record<string, string>) => {
    const response = await fetch(`${emulator.url}${path}?${new URLSearchParams(parameters)}`, { headers })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const metadata = (parameters: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    ask(
      '/metadata/identity/oauth2/token',
      { 'api-version': '2018-02-01', resource, ...parameters },
      { metadata: 'true', ...headers },
    )
  const { IDENTITY_HEADER: header } = emulator.managedIdentity
  const appService = (parameters: Record<string, string> = {}, secret = header) =>
    ask(
      '/msi/token',
      { 'api-version': '2019-08-01', resource, ...parameters },
      { 'x-identity-header': secret },
    )
  return { ...emulator, metadata, appService }
}

const appOf = ({ body }: { body: Record<string, string> }) => decodeJwt(body.access_token ?? '').appid

test('a machine gets a token for its identity, and with it what was granted to that', async () => {
  const { metadata, graph } = await open()

  const { status, body } = await metadata()

  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', resource, expires_in: '3600', client_id: machine })
  expect(Number(body.expires_on)).toBeGreaterThan(Date.now() / 1000)
  expect(decodeJwt(body.access_token ?? '')).toMatchObject({
    idtyp: 'app',
    roles: expect.arrayContaining(['ExternalConnection.ReadWrite.OwnedBy']),
  })
  const call = (path: string) => graph(body.access_token ?? '', 'GET', path)
  expect(await call('/v1.0/external/connections')).toMatchObject({ status: 200 })
  expect(await call('/v1.0/groups')).toMatchObject({ status: 403 })
})

test('a shared identity is named by any of its ids, and one that is not there is refused', async () => {
  const { metadata } = await open()
  const id =
    '/subscriptions/3f1a5c7e-90b2-4d64-8e13-6b5a9c2d7f40/resourcegroups/connectors/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shared'
  const names: Record<string, string>[] = [
    { client_id: shared },
    { object_id: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b06' },
    { msi_res_id: id },
    { mi_res_id: id.toUpperCase() },
  ]

  expect(appOf(await metadata())).toBe(machine)
  for (const name of names) expect(appOf(await metadata(name))).toBe(shared)
  for (const clientId of [machine, crypto.randomUUID(), '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a01']) {
    expect(await metadata({ client_id: clientId })).toMatchObject({
      status: 400,
      body: { error_description: 'Identity not found' },
    })
  }
})

test('a machine has to say that it means it, and no proxy may ask for it', async () => {
  const { metadata } = await open()

  const refused: Record<string, string>[] = [
    { metadata: '' },
    { metadata: 'false' },
    { 'x-forwarded-for': '10.0.0.1' },
  ]
  for (const headers of refused) {
    expect(await metadata({}, headers)).toMatchObject({ status: 400, body: { error: 'bad_request_102' } })
  }
  expect((await metadata({ resource: '' })).body.error).toBe('invalid_request')
  const wrong: Record<string, string>[] = [{ 'api-version': '' }, { resource: 'https://other.example' }]
  for (const parameters of wrong) {
    expect(await metadata(parameters)).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^invalid_re/) },
    })
  }
})

test('an app of App Service asks with the header of its environment', async () => {
  const { appService, managedIdentity, url } = await open()
  expect(managedIdentity.IDENTITY_ENDPOINT).toBe(`${url}/msi/token`)

  const { status, body } = await appService()

  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', resource, expires_on: expect.stringMatching(/^\d+$/) })
  expect(body).not.toHaveProperty('expires_in')
  expect(appOf(await appService({ client_id: shared }))).toBe(shared)
  expect(await appService({}, 'wrong')).toMatchObject({ status: 403 })
  expect(await appService({ 'api-version': '2017-09-01' })).toMatchObject({ status: 400 })
})

test('an identity is no registration: nobody signs in with it, and no secret is its', async () => {
  const { askToken, apps, url, tenantId } = await open()
  const form = { grant_type: 'client_credentials', client_id: machine, scope: `${resource}/.default` }

  expect(apps.map(({ clientId }) => clientId)).not.toContain(machine)
  for (const secret of ['', 'local-tenant-identity-header']) {
    expect(await askToken({ ...form, client_secret: secret })).toMatchObject({
      body: { error_codes: [700016] },
    })
  }
  const query = new URLSearchParams({ client_id: machine, redirect_uri: 'http://localhost' })
  const page = await fetch(`${url}/${tenantId}/oauth2/v2.0/authorize?${query}`)
  expect(await page.text()).toContain('AADSTS700016')
})
