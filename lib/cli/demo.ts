import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build'
import { answers, end } from './children'
import { portalEnv, startEmulator } from './emulator'
import { keptFile } from './kept-file'
import { needFreePort, portOf } from './ports'
import { run, say } from './run'
import { startStack } from './stack'

const host = '127.0.0.1'

run(async (onStop, fail) => {
  const port = portOf('PORT', 3000)
  const emulatorPort = portOf('EMULATOR_PORT', 4100)
  const dataDir = process.env.DATA_DIR || '.data'
  needWritable(dataDir)
  await needFreePort(host, emulatorPort, 'EMULATOR_PORT')
  await needFreePort(host, port, 'PORT')
  await ensureBuild(say)

  const url = `http://${host}:${port}`
  const emulator = await startEmulator({
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_DATA: process.env.EMULATOR_DATA || join(dataDir, 'emulator.db'),
    EMULATOR_SEED: process.env.EMULATOR_SEED || 'demo',
    EMULATOR_REDIRECT_URIS: `${url}/auth/callback`,
  })
  onStop(() => end(emulator.child), emulator.child)

  const env = portalEnv(emulator.ready, url, dataDir, secretKey(dataDir))
  const settings = { LOG_LEVEL: 'warn', DATABASE_FSYNC: 'off', ...env }
  const stack = await startStack({ env: settings, host, port, onGivenUp: fail, say })
  onStop(() => stack.stop())
  await answers(`${url}/readyz`, () => stack.processes.portal?.child)

  say(`\n  Connectors Console   ${url}`)
  say(`  Local tenant         ${emulator.ready.graph}\n`)
  say('  Sign in as (no password):')
  for (const user of emulator.ready.users) {
    say(`    ${user.userPrincipalName.padEnd(28)} ${user.portalRole ?? 'no role: is refused'}`)
  }
  say(`\n  Its state is kept in ${dataDir}. Stop with Ctrl-C.\n`)
})

function needWritable(folder: string) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new Error(
      `The data folder ${folder} cannot be written: ${reason(error)}. Set DATA_DIR to another one.`,
    )
  }
}

function reason(error: unknown) {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function secretKey(folder: string) {
  return keptFile(join(folder, 'secret.key'), () => randomBytes(32).toString('base64'))
}
