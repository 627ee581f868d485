import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

test('a SIGTERM to npm also ends the program that it runs', async () => {
  const env = { ...process.env, EMULATOR_PORT: '0', EMULATOR_DATA: ':memory:' }
  const npm = spawn('npm', ['run', '--silent', 'emulator'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: npm.stdout }), 'line')
  const { graph } = JSON.parse(String(line)) as { graph: string }
  expect((await fetch(`${graph}/_emulator/state`)).status).toBe(200)

  npm.kill('SIGTERM')

  const answers = () =>
    fetch(graph).then(
      () => 'up',
      () => 'gone',
    )
  await expect.poll(answers).toBe('gone')
})
