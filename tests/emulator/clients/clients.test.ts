import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { decodeJwt } from 'jose'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startTestEmulator } from '../../support/emulator'
import { openIssuer } from '../authority/issuer'

vi.setConfig({ testTimeout: 90_000 })

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const certificateFile = file('../../support/certificate.pem')
const pem = readFileSync(certificateFile, 'utf8')
const certificate = new X509Certificate(pem)

type Program = { name: string; app?: string; pointed?: boolean; env?: Record<string, string> }

/** The emulator, and programs that know of it what their environment says: which authority to trust, at most. */
async function open() {
  const emulator = await startTestEmulator({ tlsPort: 0, settings: { provisioningMs: 600, deletionMs: 300 } })
  const { tls, app, control, tenantId } = emulator
  if (!tls) throw new Error('It does not listen for https.')
  for (const { clientId } of emulator.apps) {
    await control('POST', `apps/${clientId}/certificates`, { pem: certificate.toString() })
  }
  const run = async ({ name, app: appName = 'everything', pointed = true, env = {} }: Program) => {
    const hook = pointed ? ['--import', file('names.ts')] : []
    const { clientId, clientSecret } = app(appName)
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...hook, file(name)], {
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: tls.caFile,
        EMULATOR_TLS_PORT: new URL(tls.graph).port,
        GRAPH: tls.graph,
        AUTHORITY: tls.authority,
        TENANT_ID: tenantId,
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        CERTIFICATE_FILE: certificateFile,
        THUMBPRINT: certificate.fingerprint256.replaceAll(':', ''),
        ...env,
      },
    })
    return JSON.parse(stdout)
  }
  return { ...emulator, run }
}

test('a content connector lives its whole life, and waits when it is told to', async () => {
  const { run, fail, requests } = await open()
  await fail({ match: { method: 'PUT', path: 'items/T1$' }, times: 2, status: 429, retryAfter: 1 })

  const { location, status, hits, gone } = await run({ name: 'content-connector.ts' })

  expect(location).toMatch(
    /^https:\/\/graph\.microsoft\.com\/v1\.0\/external\/connections\/helpdesk1\/operations\//,
  )
  expect([status, hits, gone]).toEqual(['completed', [{ title: 'Printer jam' }], true])
  const puts = (await requests()).filter(({ path }) => path.endsWith('/items/T1'))
  expect(puts.map((put) => put.status)).toEqual([429, 429, 200])
  const at = puts.map((put) => Date.parse(put.at))
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
  for (const pause of pauses) {
    expect(pause).toBeGreaterThanOrEqual(990)
    // What it waits of its own accord.
    expect(pause).toBeLessThan(3000)
  }
})

test('a people connector lives its whole life', async () => {
  const { run } = await open()

  expect(await run({ name: 'people-connector.ts' })).toEqual({
    prioritized: "https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')",
    removed: [expect.stringContaining('4ce763dd-9214-4eff-af7c-da491cc3782d')],
    item: 'alexw',
    gone: true,
  })
})

test('every way in leads in, at the emulator’s own address', async () => {
  const { run, graph, tls } = await open()

  const { tokens, context }: { tokens: Record<string, string>; context: string } = await run({
    name: 'ways-in.ts',
    pointed: false,
  })

  for (const [way, token] of Object.entries(tokens)) {
    const isApp = decodeJwt(token).idtyp === 'app'
    expect(await graph(token, 'GET', isApp ? '/v1.0/external/connections' : '/v1.0/me'), way).toMatchObject({
      status: 200,
    })
  }
  expect(Object.keys(tokens)).toHaveLength(7)
  expect(context).toBe(`${tls?.graph}/v1.0/$metadata#connections`)
})

test('a connector for a government finds its cloud by name, and one for China that it has no connectors', async () => {
  const { run } = await open()

  const { l4, l5, china, token } = await run({ name: 'sovereign.ts' })

  expect(l4).toBe('https://graph.microsoft.us/v1.0/$metadata#connections')
  expect(l5).toBe('https://dod-graph.microsoft.us/v1.0/$metadata#connections')
  expect(china).toEqual({ statusCode: 400, message: "Resource not found for the segment 'external'." })
  expect(decodeJwt(token).aud).toBe('https://graph.microsoft.us')
})

test('what runs without a secret gets in: a workload, an identity of a machine, and one of App Service', async () => {
  const { run, graph, control, app, tenantId, url, managedIdentity } = await open()
  const { issuer, sign } = await openIssuer()
  const { clientId } = app('everything')
  const trust = (name: string, ofIssuer: string, subject: string) =>
    control('POST', `apps/${clientId}/federatedIdentityCredentials`, { name, issuer: ofIssuer, subject })
  await trust('pipeline', issuer, 'repo:contoso/sync')
  const machine = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b05'
  await trust('machine', `https://login.microsoftonline.com/${tenantId}/v2.0`, machine)
  const folder = mkdtempSync(join(tmpdir(), 'token-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, await sign())
  const shared = { SHARED_ID: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a06', TOKEN_FILE: tokenFile }

  // The place in Azure differs only in the environment.
  for (const place of [{ AZURE_POD_IDENTITY_AUTHORITY_HOST: url }, managedIdentity]) {
    const program = { name: 'secretless.ts', pointed: false, env: { ...shared, ...place } }
    const tokens: Record<string, string> = await run(program)

    expect(Object.keys(tokens)).toHaveLength(7)
    for (const [way, token] of Object.entries(tokens)) {
      expect(await graph(token, 'GET', '/v1.0/external/connections'), way).toMatchObject({ status: 200 })
    }
  }
})
