import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/platform/errors'
import { createLog } from '@/lib/platform/log'

function captured() {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) })
  log.level = 'info'
  return { lines, log }
}

test('a failed query is logged without its parameters', () => {
  const { lines, log } = captured()
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (id)=(hush) exists' })

  log.error({ err: new DrizzleQueryError('insert into t values ($1)', ['hush'], cause) }, 'failed')

  expect(lines[0]).toContain('insert into t values ($1)')
  expect(lines[0]).toContain('duplicate key')
  expect(lines[0]).toContain('23505')
  expect(lines[0]).not.toContain('hush')
})

test('an error keeps its code, its stack and its cause', () => {
  const { lines, log } = captured()

  log.error({ err: new AppError('conflict', 'It is taken.', { cause: new Error('409') }) }, 'failed')

  const { err } = JSON.parse(lines[0] ?? '')
  expect(err).toMatchObject({ name: 'AppError', code: 'conflict', message: 'It is taken.' })
  expect(err.at[0]).toContain('log.test.ts')
  expect(err.cause.message).toBe('409')
})

test('secrets are redacted wherever they stand', () => {
  const { lines, log } = captured()

  log.error({ token: 'hush', request: { cookie: 'hush', body: { clientSecret: 'hush' } } }, 'failed')

  expect(lines[0]).not.toContain('hush')
})

test('what only looks like an error keeps its words', () => {
  const { lines, log } = captured()

  log.error({ err: { message: 'the queue is away', params: ['hush'] } }, 'failed')

  expect(lines[0]).toContain('the queue is away')
  expect(lines[0]).not.toContain('hush')
})

test.skipIf(process.platform !== 'linux')('a log on a full disk ends nothing', () => {
  const program = `
    import { setTimeout as sleep } from 'node:timers/promises'
    import { createLog } from './lib/platform/log'
    const log = createLog()
    for (let n = 0; n < 50; n += 1) log.error('x'.repeat(50_000))
    await sleep(50)
    process.stderr.write('it went on')`
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, LOG_LEVEL: 'error' },
    },
  )

  expect({ stderr, status }).toEqual({ stderr: 'it went on', status: 0 })
})
