import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ConnectionOptions, connect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { makeAuthority, makeServerCertificate } from '../../../lib/emulator/tls/certificates'
import { startTestEmulator } from '../../support/emulator'

/** "authorized", or why a client would hang up. */
function handshake(options: ConnectionOptions) {
  return new Promise<string>((resolve) => {
    const socket = connect(options, () => {
      resolve('authorized')
      socket.destroy()
    })
    socket.once('error', ({ message }) => resolve(message))
  })
}

async function open(data = ':memory:') {
  const emulator = await startTestEmulator({ tlsPort: 0, data })
  if (!emulator.tls) throw new Error('It does not listen for https.')
  const { caFile, graph } = emulator.tls
  return { ...emulator, caFile, ca: readFileSync(caFile, 'utf8'), port: Number(new URL(graph).port) }
}

test('without a port there is no https', async () => {
  expect((await startTestEmulator()).tls).toBeUndefined()
})

test.each([
  'graph.microsoft.com',
  'login.microsoftonline.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'login.microsoftonline.us',
  'microsoftgraph.chinacloudapi.cn',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
  'localhost',
])('who trusts the file finds %s there', async (servername) => {
  const { ca, port } = await open()

  expect(await handshake({ host: '127.0.0.1', port, servername, ca })).toBe('authorized')
  expect(await handshake({ host: '127.0.0.1', port, servername })).toMatch(/self-signed|unable to/)
})

test('it is good for the bare address, and for no other name', async () => {
  const { ca, port } = await open()

  expect(await handshake({ host: '127.0.0.1', port, ca })).toBe('authorized')
  expect(await handshake({ host: '127.0.0.1', port, ca, servername: 'example.com' })).toMatch(/altnames/i)
})

test('who gets hold of the authority’s key cannot pose as another site', async () => {
  const authority = await makeAuthority()
  const { certificate, key } = await makeServerCertificate(authority, ['example.com'], [])
  const server = createServer({ cert: certificate, key })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const options = { host: '127.0.0.1', port, servername: 'example.com', ca: authority.certificate }
  expect(await handshake(options)).toBe('permitted subtree violation')
})

test('the authority is made once beside the file, with a key for its owner only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const data = join(folder, 'emulator.db')
  const first = await open(data)
  await first.close()
  const second = await open(data)

  expect(first.caFile).toBe(join(folder, 'emulator-ca.pem'))
  expect(second.ca).toBe(first.ca)
  expect(statSync(join(folder, 'emulator-ca.key')).mode & 0o077).toBe(0)
  const options = { host: '127.0.0.1', port: second.port, servername: 'localhost', ca: first.ca }
  expect(await handshake(options)).toBe('authorized')
})

test('one that was made when fewer names were known is made again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const old = await makeAuthority(['graph.microsoft.com', 'localhost'])
  writeFileSync(join(folder, 'emulator-ca.pem'), old.certificate)
  writeFileSync(join(folder, 'emulator-ca.key'), old.key)

  const { ca, port } = await open(join(folder, 'emulator.db'))

  expect(ca).not.toBe(old.certificate)
  const options = { host: '127.0.0.1', port, servername: 'graph.microsoft.us', ca }
  expect(await handshake(options)).toBe('authorized')
})

test('that of a tenant in memory goes with it', async () => {
  const { caFile, close } = await open()

  await close()

  expect(() => statSync(dirname(caFile))).toThrow('ENOENT')
})
