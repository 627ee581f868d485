import { join } from 'node:path'
import { shortestSecret } from './control/access'
import { readFaultFile } from './faults/script'
import { type EmulatorOptions, startEmulator } from './server'
import { settingsFrom } from './settings'

const port = wholeNumber('EMULATOR_PORT', 4100)
const tlsPort = process.env.EMULATOR_TLS_PORT?.trim() ? wholeNumber('EMULATOR_TLS_PORT', 0) : undefined
const host = process.env.EMULATOR_HOST || '127.0.0.1'
const data = process.env.EMULATOR_DATA || join('.data', 'emulator.db')

function wholeNumber(name: string, otherwise: number) {
  const text = process.env[name]?.trim()
  if (!text) return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) exit(`${name} has to be a whole number, not "${text}".`)
  return value
}

function seed() {
  const text = process.env.EMULATOR_SEED || 'demo'
  if (text !== 'demo' && text !== 'empty') exit(`EMULATOR_SEED is demo or empty, not "${text}".`)
  return text
}

function faults() {
  const file = process.env.EMULATOR_FAULTS?.trim()
  if (!file) return undefined
  try {
    return readFaultFile(file)
  } catch (error) {
    exit(`EMULATOR_FAULTS ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function controlSecret() {
  const text = process.env.EMULATOR_CONTROL_SECRET?.trim()
  if (!text) return undefined
  if (text.length < shortestSecret)
    exit(`EMULATOR_CONTROL_SECRET has to have ${shortestSecret} characters or more.`)
  return text
}

function settings() {
  try {
    return settingsFrom(process.env)
  } catch (error) {
    exit(error instanceof Error ? error.message : String(error))
  }
}

function exit(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function reasonOf(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const at = 'port' in error ? Number(error.port) : port
  const name = at === port ? 'EMULATOR_PORT' : 'EMULATOR_TLS_PORT'
  if (code === 'EADDRINUSE') return `Port ${at} is taken. Stop what uses it, or set ${name} to another one.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `EMULATOR_HOST ${host} is no address of this machine.`
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen')
    return `${name} ${at} is not allowed.`
  if (!code) throw error
  if (error.message === 'database is locked') return `EMULATOR_DATA ${data} is in use by another emulator.`
  return `EMULATOR_DATA ${data} cannot be used: ${error.message}.`
}

const redirectUris = (
  process.env.EMULATOR_REDIRECT_URIS ||
  'http://127.0.0.1:3000/auth/callback,http://localhost:3000/auth/callback'
)
  .split(',')
  .map((uri) => uri.trim())
  .filter(Boolean)
for (const uri of redirectUris) {
  if (!URL.canParse(uri)) exit(`EMULATOR_REDIRECT_URIS holds "${uri}", which is no URL.`)
}

const options: EmulatorOptions = {
  port,
  host,
  tlsPort,
  data,
  seed: seed(),
  redirectUris,
  controlSecret: controlSecret(),
  allowedHosts: (process.env.EMULATOR_ALLOWED_HOSTS ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim()),
  faults: faults(),
  settings: settings(),
}

const emulator = await startEmulator(options).catch((error: unknown) => exit(reasonOf(error)))
let closing = false
function close() {
  if (closing) return
  closing = true
  void emulator.close().then(() => process.exit(0))
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close)

// A SIGTERM to npm ends the shell between npm and this program, which passes nothing on.
const parent = process.ppid
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && close(), 250).unref()

// Last, because the reader may end the process as soon as it has this line.
const { url, tls, tenantId, apps, users, managedIdentity } = emulator
process.stdout.write(
  `${JSON.stringify({ ready: true, graph: url, authority: url, tls, tenantId, apps, users, managedIdentity })}\n`,
)
