import { setImmediate as turn } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { AppError } from '@/lib/platform/errors'
import { Threads, type ThreadsOptions } from '@/lib/platform/thread/threads'

const begun: Threads[] = []
afterEach(async () => {
  for (const threads of begun.splice(0)) await threads.close()
})

function threadsOf(options: Partial<ThreadsOptions> = {}) {
  const threads = new Threads({
    program: 'tests/platform/thread/program.ts',
    memoryMb: 64,
    silentMs: 60_000,
    most: 2,
    patienceMs: 60_000,
    keptMs: 60_000,
    ended: (why) => new AppError('invalid', `It took too much ${why}.`),
    ...options,
  })
  begun.push(threads)
  return threads
}

const where = (threads: Threads) => threads.answer({ name: 'where', given: null })

/** A job that computes until it is told that this is enough. */
function computing(threads: Threads) {
  const words = new Int32Array(new SharedArrayBuffer(8))
  return {
    done: threads.answer({ name: 'compute', given: words }),
    async begun() {
      while (Atomics.load(words, 0) === 0) await turn()
    },
    stop: () => Atomics.store(words, 1, 1),
  }
}

test('one thread does one job after the other, and this process goes on meanwhile', async () => {
  const threads = threadsOf()
  const job = computing(threads)
  await job.begun()
  for (let turns = 0; turns < 100; turns += 1) await turn()
  job.stop()

  expect(await job.done).toBe('enough')
  const first = await where(threads)
  expect(first).not.toBe(threadId)
  expect(await where(threads)).toBe(first)
})

test('two jobs at once are in two threads, and each asks its own side', async () => {
  const threads = threadsOf()
  const twice = (name: string) =>
    threads.answer({ name: 'twice', given: 'a' }, { name: (what: string) => `${what} of ${name}` })

  expect(await Promise.all([twice('one'), twice('other')])).toEqual([
    'a of one a of one',
    'a of other a of other',
  ])
  const [one, other] = await Promise.all([where(threads), where(threads)])
  expect(one).not.toBe(other)
})

test.each([
  ['time', 'compute', { silentMs: 500 }],
  ['memory', 'fill', {}],
])('a thread over its %s is ended with a sentence, and the next job is done', async (why, name, options) => {
  const threads = threadsOf({ most: 1, ...options })
  const words = new Int32Array(new SharedArrayBuffer(8))
  await expect(threads.answer({ name, given: words })).rejects.toMatchObject({
    code: 'invalid',
    message: `It took too much ${why}.`,
  })

  await expect.poll(() => where(threads)).toBeGreaterThan(0)
})

test('a refusal and a fault are told as they are, and cost no other job', async () => {
  const threads = threadsOf()
  await expect(threads.answer({ name: 'refuse', given: null })).rejects.toMatchObject({
    code: 'invalid',
    message: 'No.',
    field: 'a',
  })
  const fault = threads.answer({ name: 'fail', given: null })
  await expect(fault).rejects.toThrow('a fault of the program')
  await expect(fault).rejects.not.toBeInstanceOf(AppError)
  await expect(threads.answer({ name: 'twice', given: 'a' })).rejects.toThrow('which nobody answers')

  expect(await where(threads)).toBeGreaterThan(0)
})

test('a reader that leaves early ends its thread, and what fails on this side is told as it is', async () => {
  const threads = threadsOf({ most: 1 })
  const seen: unknown[] = []
  for await (const value of threads.run({ name: 'count', given: 1_000_000 })) {
    seen.push(value)
    if (seen.length === 3) break
  }
  const gone = new AppError('not-found', 'It is gone.')
  const failing = threads.answer({ name: 'twice', given: 'a' }, { name: () => Promise.reject(gone) })

  expect(seen).toEqual([1, 2, 3])
  await expect(failing).rejects.toBe(gone)
  expect(await where(threads)).toBeGreaterThan(0)
})

test('a job whose answer nobody needs any more is ended', async () => {
  const threads = threadsOf({ most: 1 })
  const words = new Int32Array(new SharedArrayBuffer(8))
  const ending = new AbortController()
  const done = threads.answer({ name: 'compute', given: words }, {}, ending.signal)
  while (Atomics.load(words, 0) === 0) await turn()
  ending.abort(new AppError('conflict', 'Over.'))

  await expect(done).rejects.toMatchObject({ code: 'conflict', message: 'Over.' })
  expect(await where(threads)).toBeGreaterThan(0)
})

test('more jobs than threads wait for their turn, and who waits too long is told so', async () => {
  const threads = threadsOf({ most: 1 })
  const first = computing(threads)
  await first.begun()
  const waiting = [where(threads), where(threads)]
  const impatient = threadsOf({ most: 1, patienceMs: 1 })
  const other = computing(impatient)
  await other.begun()
  await expect(where(impatient)).rejects.toMatchObject({ code: 'unavailable' })
  first.stop()
  other.stop()

  expect(await Promise.all([first.done, other.done])).toEqual(['enough', 'enough'])
  const [one, two] = await Promise.all(waiting)
  expect(one).toBe(two)
  expect(await where(impatient)).toBeGreaterThan(0)
})

test('a thread without a job is kept for a while, and then it is ended', async () => {
  const threads = threadsOf({ keptMs: 1 })
  const first = await where(threads)

  await expect.poll(() => where(threads)).not.toBe(first)
})
