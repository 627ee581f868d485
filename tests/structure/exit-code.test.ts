import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

// The Postgres of the tests once ended the process with code 0 whatever had failed.
test('a run with a failed test ends with an error, and its output with what failed', {
  timeout: 60_000,
}, () => {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const own = Object.entries(process.env).filter(([name]) => !/^VITEST/.test(name))
  const env = { ...Object.fromEntries(own), NODE_ENV: 'test' as const }
  const red = [vitest, 'run', '--config', 'tests/support/red/vitest.config.ts']

  const { status, stdout } = spawnSync(process.execPath, red, { env, encoding: 'utf8' })

  const lastLines = stdout.trim().split('\n').slice(-7).join('\n')
  expect(lastLines).toContain('fails.ts › fails on purpose')
  expect(lastLines).toContain('expected 1 to be 2')
  expect(status).toBe(1)
})
