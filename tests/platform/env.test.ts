import { expect, test } from 'vitest'
import { parseEnv } from '@/lib/platform/env'

const guid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
const complete = {
  SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => 7 * n)).toString('base64'),
  ENTRA_TENANT_ID: guid.toUpperCase(),
  SIGNIN_CLIENT_ID: guid,
  SIGNIN_CLIENT_SECRET: 'one',
  CONFIGURATION_CLIENT_ID: guid,
  CONFIGURATION_CLIENT_SECRET: 'two',
}

test('the ingestion app is the configuration app unless another one is named', () => {
  const other = { INGESTION_CLIENT_ID: guid, INGESTION_CLIENT_SECRET: 'three' }

  expect(parseEnv(complete).ingestion.clientSecret).toBe('two')
  expect(parseEnv({ ...complete, ...other }).ingestion.clientSecret).toBe('three')
})

test('every variable at fault is named', () => {
  const faulty = {
    ...complete,
    SECRET_KEY: 'short',
    ENTRA_TENANT_ID: 'contoso',
    PUBLIC_URL: 'https://a.example/b',
  }

  expect(() => parseEnv(faulty)).toThrow(/SECRET_KEY: must be 32 random bytes/)
  expect(() => parseEnv(faulty)).toThrow(/ENTRA_TENANT_ID: must be the tenant id/)
  expect(() => parseEnv(faulty)).toThrow(/PUBLIC_URL: must be an address without a path/)
  expect(() => parseEnv({ ...complete, SIGNIN_CLIENT_SECRET: '' })).toThrow(
    /SIGNIN_CLIENT_SECRET or SIGNIN_CERTIFICATE_FILE/,
  )
})

test('missing variables are named in one line', () => {
  const { SECRET_KEY: _, ENTRA_TENANT_ID: __, ...rest } = complete

  expect(() => parseEnv(rest)).toThrow(
    'The configuration is not complete (see .env.example): SECRET_KEY is missing; ENTRA_TENANT_ID is missing.',
  )
})

test('addresses lose their last slash and the tenant id its capitals', () => {
  const env = parseEnv({
    ...complete,
    PUBLIC_URL: 'https://console.example/',
    GRAPH_URL: 'https://graph.microsoft.us/',
    ENTRA_AUTHORITY: 'https://login.microsoftonline.us/',
  })

  expect(env).toMatchObject({ publicUrl: 'https://console.example', secure: true, tenantId: guid })
  expect(env.graphUrl).toBe('https://graph.microsoft.us')
})

test('the role map is JSON of known grants', () => {
  expect(parseEnv({ ...complete, ROLE_MAP: '{"HR":"PeopleAdmin"}' }).roleMap).toEqual({ HR: 'PeopleAdmin' })
  expect(parseEnv({ ...complete, ROLE_MAP: '' }).roleMap).toEqual({})
  expect(() => parseEnv({ ...complete, ROLE_MAP: '{"HR":"King"}' })).toThrow(/ROLE_MAP/)
  expect(() => parseEnv({ ...complete, ROLE_MAP: 'HR=Admin' })).toThrow(/ROLE_MAP: is not JSON/)
})

test('the end of a secret is a date', () => {
  const env = parseEnv({ ...complete, CONFIGURATION_SECRET_EXPIRES: '2027-05-31', SIGNIN_SECRET_EXPIRES: '' })

  expect(env.configuration.secretExpires).toBe('2027-05-31')
  expect(env.signIn.secretExpires).toBeUndefined()
  expect(() => parseEnv({ ...complete, CONFIGURATION_SECRET_EXPIRES: 'next May' })).toThrow(
    /CONFIGURATION_SECRET_EXPIRES: must be a date such as 2027-05-31/,
  )
})

const local = { GRAPH_URL: 'http://127.0.0.1:4100', ENTRA_AUTHORITY: 'http://127.0.0.1:4100' }

test.each([
  [{ PUBLIC_URL: 'http://console.contoso.com' }, /PUBLIC_URL: .* has to begin with https/],
  [{ GRAPH_URL: 'http://graph.microsoft.com' }, /GRAPH_URL: .* has to begin with https/],
  [{ PUBLIC_URL: 'https://console.contoso.com', ...local }, /would open the local tenant/],
  [{ GRAPH_URL: 'https://graph.microsoft.us' }, /ENTRA_AUTHORITY: .* is not of the cloud of GRAPH_URL/],
  [{ GRAPH_URL: local.GRAPH_URL }, /is not of the cloud/],
  [{ ENTRA_AUTHORITY: 'https://login.microsoftonline.us' }, /is not of the cloud/],
  [{ SECRET_KEY: Buffer.alloc(32).toString('base64') }, /SECRET_KEY: is not random/],
  [
    { SECRET_KEY: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64') },
    /SECRET_KEY: is not random/,
  ],
  [
    { SECRET_KEY: Buffer.from('passwordpasswordpasswordpassword').toString('base64') },
    /SECRET_KEY: is not random/,
  ],
])('%j cannot be right', (changes, fault) => {
  expect(() => parseEnv({ ...complete, ...changes })).toThrow(fault)
})

test.each([
  {},
  local,
  { PUBLIC_URL: 'https://console.contoso.com' },
  { GRAPH_URL: 'https://dod-graph.microsoft.us', ENTRA_AUTHORITY: 'https://login.microsoftonline.us' },
  { GRAPH_URL: 'https://graph.example', ENTRA_AUTHORITY: 'https://login.example' },
])('%j may be right', (changes) => {
  expect(() => parseEnv({ ...complete, ...changes })).not.toThrow()
})

test('an upload is at most 2 GB, which is what a file may have', () => {
  expect(parseEnv({ ...complete, UPLOAD_MAX_MB: '2000' }).uploadMaxBytes).toBe(2_000_000_000)
  expect(() => parseEnv({ ...complete, UPLOAD_MAX_MB: '3000' })).toThrow(
    /UPLOAD_MAX_MB: must be at most 2000/,
  )
})
