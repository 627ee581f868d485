import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** Runs a program of `lib/cli` until it ends. */
async function run(program: string, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', `lib/cli/${program}.ts`], {
    env: { NODE_ENV: 'test', PATH: process.env.PATH, ...env },
  })
  let words = ''
  child.stderr.on('data', (data) => {
    words += data
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  return { code, words }
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'cli-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

test('a taken port is one line that names the variable', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  onTestFinished(() => void server.close())

  const { code, words } = await run('demo', {
    PORT: String(port),
    DATA_DIR: await folder(),
    EMULATOR_PORT: '45991',
  })

  expect(code).toBe(1)
  expect(words).toBe(`Port ${port} on 127.0.0.1 is in use by another program. Set PORT to a free port.\n`)
})

test('a folder that cannot be written is one line', async () => {
  const file = join(await folder(), 'file')
  await writeFile(file, '')

  const { code, words } = await run('demo', { DATA_DIR: join(file, 'data') })

  expect(code).toBe(1)
  expect(words).toMatch(/^The data folder .* cannot be written: E\w+\. Set DATA_DIR to another one\.\n$/)
})

// Empty rather than absent, so that a developer’s .env does not fill it in.
test('a missing variable is one line', async () => {
  const { code, words } = await run('start', { SECRET_KEY: '' })

  expect(code).toBe(1)
  expect(words).toMatch(
    /^The configuration is not complete \(see \.env\.example\): SECRET_KEY is missing; .*\n$/,
  )
})
