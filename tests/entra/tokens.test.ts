import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { registerCertificate } from '@/lib/emulator/authority/certificate'
import { appToken, graphResource } from '@/lib/entra/tokens'
import { createGraph } from '@/lib/graph/client'
import { localTenant } from '../support/tenant'

const certificatePem = readFileSync(new URL('../support/certificate.pem', import.meta.url), 'utf8')

test('an app with a secret gets a token that Graph takes, and keeps it', async () => {
  const { settings } = await localTenant()
  const token = appToken('CONFIGURATION', settings.configuration, settings)

  const graph = createGraph({ baseUrl: settings.graphUrl, token })

  expect(await graph.call('get', '/external/connections')).toMatchObject({ status: 200, body: { value: [] } })
  expect(decodeJwt(await token())).toMatchObject({
    aud: 'https://graph.microsoft.com',
    azp: settings.configuration.clientId,
  })
  const first = await token()
  expect(await token()).toBe(first)
  expect(await token(true)).not.toBe(first)
})

test('calls that find no token ask for one together', async () => {
  const { settings } = await localTenant()
  const token = appToken('CONFIGURATION', settings.configuration, settings)

  const tokens = await Promise.all(Array.from({ length: 10 }, () => token()))

  expect(new Set(tokens).size).toBe(1)
})

test('an app with a certificate gets a token', async () => {
  const { emulator, settings } = await localTenant()
  const { clientId } = settings.configuration
  registerCertificate(emulator.tenant.store, clientId, certificatePem)

  const token = appToken('CONFIGURATION', { clientId, certificatePem }, settings)

  expect(decodeJwt(await token())).toMatchObject({ azp: clientId, appidacr: '2' })
})

test('a certificate that Entra does not know is named with its variable', async () => {
  const { settings } = await localTenant()
  const { clientId } = settings.ingestion

  const asking = appToken('INGESTION', { clientId, certificatePem }, settings)()

  await expect(asking).rejects.toMatchObject({
    code: 'unauthenticated',
    message: expect.stringMatching(
      /certificate of the ingestion app.*INGESTION_CERTIFICATE_FILE.*AADSTS700027/,
    ),
  })
})

test('a certificate file without a key is a clear failure', async () => {
  const { settings } = await localTenant()
  const [onlyCertificate] = certificatePem.split('-----BEGIN PRIVATE KEY-----')

  const asking = appToken(
    'INGESTION',
    { clientId: settings.ingestion.clientId, certificatePem: onlyCertificate },
    settings,
  )()

  await expect(asking).rejects.toThrow('must hold the certificate and its private key')
})

test('a wrong secret says which one and what to do', async () => {
  const { settings } = await localTenant()
  const wrong = { ...settings.configuration, clientSecret: 'an old one' }

  const asking = appToken('CONFIGURATION', wrong, settings)()

  await expect(asking).rejects.toMatchObject({
    code: 'unauthenticated',
    message: expect.stringMatching(
      /client secret of the configuration app.*CONFIGURATION_CLIENT_SECRET.*AADSTS7000215/,
    ),
  })
})

test('an app or a tenant that is not there is named', async () => {
  const { settings } = await localTenant()
  const nobody = '11111111-2222-4333-8444-555555555555'

  const asApp = appToken('CONFIGURATION', { ...settings.configuration, clientId: nobody }, settings)
  const inTenant = appToken('CONFIGURATION', settings.configuration, { ...settings, tenantId: nobody })

  await expect(asApp()).rejects.toThrow(`no app ${nobody}`)
  await expect(inTenant()).rejects.toThrow(`no tenant ${nobody}. Check ENTRA_TENANT_ID`)
})

test('an authority that does not answer is unavailable', async () => {
  const { emulator, settings } = await localTenant()
  const known = appToken('CONFIGURATION', settings.configuration, settings)
  const unknown = appToken('CONFIGURATION', settings.configuration, { ...settings, tenantId: 'another' })
  await known()

  await emulator.close()

  await expect(known(true)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(unknown()).rejects.toMatchObject({ code: 'unavailable' })
})

test('the local tenant stands in for the global cloud', () => {
  expect(graphResource('http://127.0.0.1:4100')).toBe('https://graph.microsoft.com')
  expect(graphResource('https://graph.microsoft.us')).toBe('https://graph.microsoft.us')
})
