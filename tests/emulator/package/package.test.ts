import { execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { emulatorReady } from '@/lib/cli/emulator'
import { endOf, folder, tokenOf } from '../own-process'

vi.setConfig({ testTimeout: 180_000 })

const manifest = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const own = 'lib/emulator/package.json'

// As a shell of somebody else: nothing of the npm that runs the tests.
const env: NodeJS.ProcessEnv = { ...process.env }
for (const name of Object.keys(env)) {
  if (/^(npm_(lifecycle|package|config_local_prefix)|INIT_CWD)/.test(name)) delete env[name]
}

test('the package names every library that the emulator uses, as the project has it', () => {
  const used = readdirSync('lib/emulator', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join('lib/emulator', file), 'utf8').matchAll(
        /^(?:import|} from|import .* from) '([^.n][^']*)'/gm,
      ),
    ])
    .map(([, name]) => String(name))
  const { dependencies } = manifest(own)

  expect([...new Set(used)].sort()).toEqual(Object.keys(dependencies).sort())
  expect(manifest('package.json').dependencies).toMatchObject(dependencies)
})

test('packed, it runs from an empty folder and keeps its state there', async () => {
  const [packed, empty] = [folder(), folder()]
  const run = promisify(execFile)
  await run('npm', ['pack', '--pack-destination', packed], { cwd: 'lib/emulator', env })
  const [archive = ''] = readdirSync(packed)
  const { stdout: listed } = await run('tar', ['-tf', join(packed, archive)])
  expect(listed.trim().split('\n').sort()).toEqual([
    'package/README.md',
    'package/dist/main.js',
    'package/package.json',
  ])

  const child = spawn(
    'npx',
    ['--yes', '--prefer-offline', `--package=${join(packed, archive)}`, 'connectors-local-tenant'],
    {
      cwd: empty,
      env: { ...env, EMULATOR_PORT: '0', EMULATOR_TLS_PORT: '0' },
      detached: true,
    },
  )
  onTestFinished(() => {
    const runs = child.exitCode === null && child.signalCode === null
    if (runs && child.pid) process.kill(-child.pid, 'SIGKILL')
  })
  const ended = endOf(child)
  const ready = await emulatorReady(child)

  const authorization = `Bearer ${await tokenOf(ready)}`
  const answer = await fetch(`${ready.graph}/v1.0/external/connections`, { headers: { authorization } })
  expect(await answer.json()).toMatchObject({ value: [] })
  expect(readdirSync(join(empty, '.data'))).toEqual(
    expect.arrayContaining(['emulator.db', 'emulator-ca.pem']),
  )
  const page = await fetch(ready.graph)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')])

  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await ended
})
