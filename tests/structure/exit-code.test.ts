import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

// The Postgres of the tests once ended the process with code 0 whatever had failed.
test('a run with a failed test ends with an error, and its output with what failed and what was tried again', {
  timeout: 60_000,
}, () => {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const own = Object.entries(process.env).filter(([name]) => !/^VITEST/.test(name))
  const env = { ...Object.fromEntries(own), NODE_ENV: 'test' as const }
  const red = [vitest, 'run', '--config', 'tests/support/red/vitest.config.ts']

  const { status, stdout } = spawnSync(process.execPath, red, { env, encoding: 'utf8' })

  const [, ended = ''] = stdout.split('What passed only when it was tried again')
  const [triedAgain = '', failed = ''] = ended.split('What failed')
  expect(triedAgain).toContain('passes-later.ts › passes on its second try')
  expect(failed).toContain('fails.ts › fails on purpose')
  expect(failed).toContain('expected 1 to be 2')
  expect(failed).not.toContain('passes-later.ts')
  expect(status).toBe(1)
})
