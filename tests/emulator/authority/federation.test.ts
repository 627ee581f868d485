import { generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'
import { openIssuer } from './issuer'

const subject = 'repo:contoso/sync'
const audience = 'api://AzureADTokenExchange'

async function open() {
  const emulator = await startTestEmulator()
  const issuer = await openIssuer()
  const { clientId } = emulator.app('configuration')
  const trust = (changes: object = {}) =>
    emulator.control('POST', `apps/${clientId}/federatedIdentityCredentials`, {
      name: 'pipeline',
      issuer: issuer.issuer,
      subject,
      ...changes,
    })
  const present = (assertion: string) =>
    emulator.askToken({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: 'https://graph.microsoft.com/.default',
    })
  return { ...emulator, ...issuer, clientId, trust, present }
}

test('a token of an issuer that the app trusts gets a token of the app', async () => {
  const { trust, present, sign, asked, issuer, graph } = await open()
  expect(await trust()).toEqual({ name: 'pipeline', issuer, subject, audiences: [audience] })

  const { status, body } = await present(await sign())

  expect(status).toBe(200)
  expect(asked).toEqual(['/.well-known/openid-configuration', '/keys'])
  expect(await graph(body.access_token, 'GET', '/v1.0/external/connections')).toMatchObject({ status: 200 })
})

test('a federated token that matches no credential of the app is refused', async () => {
  const { trust, present, sign, asked } = await open()
  const refused = async (claims: object) => (await present(await sign({ ...claims }))).body.error_codes
  expect(await refused({})).toEqual([70025])
  await trust()

  expect(await refused({ iss: 'https://token.actions.githubusercontent.com' })).toEqual([700211])
  expect(await refused({ sub: 'repo:contoso/other' })).toEqual([700213])
  expect(await refused({ sub: subject.toUpperCase() })).toEqual([700213])
  expect(await refused({ aud: 'api://other' })).toEqual([700212])
  // None of them made it ask anybody.
  expect(asked).toEqual([])
  expect(await refused({ aud: ['other', audience] })).toBeUndefined()
})

test('a federated token that its issuer did not sign, or that is too old, is refused', async () => {
  const { trust, present, sign } = await open()
  await trust()
  const { privateKey } = await generateKeyPair('RS256')
  const now = Math.floor(Date.now() / 1000)

  expect(await present(await sign({}, privateKey))).toMatchObject({
    status: 401,
    body: { error: 'invalid_client', error_codes: [50013] },
  })
  expect((await present(await sign({}, undefined, 'two'))).body.error_codes).toEqual([50013])
  expect((await present(await sign({ exp: now - 600 }))).body.error_codes).toEqual([700024])
  const [header, payload] = (await sign()).split('.')
  expect((await present(`${header}.${payload}.eA`)).body.error_codes).toEqual([50013])
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
  expect((await present(`${unsigned}.${payload}.eA`)).body.error_codes).toEqual([50013])
})

test('an issuer that cannot be asked, or is another than it says, is refused', async () => {
  const { trust, present, sign, issuer } = await open()
  const gone = 'http://127.0.0.1:1'
  await trust({ name: 'gone', issuer: gone })
  await trust({ name: 'liar', issuer: `${issuer}/liar` })
  await trust({ name: 'nowhere', issuer: `${issuer}/nowhere` })

  for (const iss of [gone, `${issuer}/liar`, `${issuer}/nowhere`]) {
    expect((await present(await sign({ iss }))).body.error_codes).toEqual([50166])
  }
})

test.each([
  ['without an issuer', { issuer: undefined }, 'issuer is missing.'],
  ['with an issuer on plain http elsewhere', { issuer: 'http://example.com' }, 'https address'],
  ['with an issuer that is no address', { issuer: 'nowhere' }, 'https address'],
  ['without a subject', { subject: '' }, 'subject is missing.'],
  ['with two audiences', { audiences: ['a', 'b'] }, 'one text'],
])('a credential %s is not registered', async (_, changes, words) => {
  const { trust } = await open()

  await expect(trust(changes)).rejects.toThrow(words)
})

test('an app has 20 credentials at most, each of its own name, issuer and subject', async () => {
  const { trust } = await open()
  await trust()

  await expect(trust({ subject: 'other' })).rejects.toThrow('already')
  await expect(trust({ name: 'other' })).rejects.toThrow('already')
  for (let count = 2; count <= 20; count++) await trust({ name: `n${count}`, subject: `s${count}` })
  await expect(trust({ name: 'n21', subject: 's21' })).rejects.toThrow('at most 20')
})
