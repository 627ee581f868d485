import { expect, onTestFinished, test, vi } from 'vitest'
import { holdOf } from '@/lib/graph/holds'
import { ceiling, Pool } from '@/lib/sync/pool'
import { waitedMs } from '../support/waited'

const overloaded = { status: 503, waitMs: 1_000, asked: false }
const fault = { status: 502, waitMs: 1_000, asked: false }

function pool() {
  let now = 0
  const made = new Pool(ceiling, () => now)
  const succeed = (times: number) => {
    for (let i = 0; i < times; i++) made.succeeded()
  }
  return { pool: made, succeed, wait: (ms: number) => (now += ms) }
}

test('the window opens to every place while all goes well, or to one less', () => {
  const { pool: it, succeed } = pool()
  succeed(100)
  expect(it.limit).toBe(25)
  const shared = new Pool(ceiling - 1)
  for (let i = 0; i < 100; i++) shared.succeeded()
  expect(shared.limit).toBe(24)
})

test('the window halves once when many hear of the same trouble, and stays at four', () => {
  const { pool: it, succeed, wait } = pool()
  succeed(100)
  for (let i = 0; i < 10; i++) it.slowDown(overloaded)
  expect(it.limit).toBe(12)
  for (let i = 0; i < 10; i++) {
    wait(1_500)
    it.slowDown(overloaded)
  }
  expect(it.limit).toBe(4)
})

test('isolated faults of the network leave the window alone, many of them do not', () => {
  const { pool: it, succeed, wait } = pool()
  succeed(100)
  for (let i = 0; i < 20; i++) {
    succeed(99)
    wait(2_000)
    it.slowDown(fault)
  }
  expect(it.limit).toBe(25)
  expect(it.pacing).toBeNull()

  for (let i = 0; i < 15; i++) it.slowDown(fault)
  expect(it.limit).toBe(12)
})

test('the window opens step by step after a quiet spell', () => {
  const { pool: it, succeed, wait } = pool()
  it.slowDown(overloaded)
  succeed(50)
  expect(it.limit).toBe(4)
  wait(2_000)
  succeed(4)
  expect(it.limit).toBe(5)
})

test('room is made when a task ends', async () => {
  const { pool: it } = pool()
  let running = 0
  let highest = 0
  for (let i = 0; i < 50; i++) {
    await it.room()
    it.start(async () => {
      running += 1
      highest = Math.max(highest, running)
      await new Promise((done) => setTimeout(done, 2))
      running -= 1
    })
  }
  await it.idle()
  expect({ running, highest }).toEqual({ running: 0, highest: 8 })
})

test.each([429, 503])('no try passes for as long as Graph asked with %i, and then all do', async (status) => {
  const started = Date.now()
  const it = new Pool()
  it.slowDown({ status, waitMs: 600, asked: true })
  it.slowDown({ status, waitMs: 100, asked: true })
  expect(it.isFull).toBe(true)
  expect(it.pacing).toMatchObject({ limit: 4, most: 25, heldUntil: expect.any(String) })

  await Promise.all([it.room(), it.gate(), it.gate()])

  expect(Date.now() - started).toBeGreaterThanOrEqual(590)
  expect(it.isFull).toBe(false)
})

test('a retry that sleeps heeds a wait that Graph asks for meanwhile', async () => {
  const started = Date.now()
  const it = new Pool()
  it.slowDown({ status: 429, waitMs: 200, asked: true })
  const retry = it.gate()
  setTimeout(() => it.slowDown({ status: 429, waitMs: 600, asked: true }), 100)

  await retry

  expect(Date.now() - started).toBeGreaterThanOrEqual(690)
})

test('a wait is as long as Graph asked, whatever the wall clock does meanwhile', {
  timeout: 20_000,
}, async () => {
  const clock = vi.spyOn(Date, 'now')
  onTestFinished(() => clock.mockRestore())
  const it = new Pool()
  it.slowDown({ status: 429, waitMs: 400, asked: true })
  const started = performance.now()

  clock.mockReturnValue(Date.parse('2050-01-01T00:00:00Z'))
  const early = it.isHeld
  clock.mockReturnValue(0)
  await it.gate()

  expect(early).toBe(true)
  expect(performance.now() - started).toBeGreaterThanOrEqual(390)
})

test('what Graph asked holds for the next run of the connection too, and for no other connection', () => {
  const graph = {}
  new Pool(ceiling, undefined, holdOf(graph, 'hr')).slowDown({ status: 429, waitMs: 60_000, asked: true })

  const held = (of: object, connectionId: string) =>
    new Pool(ceiling, undefined, holdOf(of, connectionId)).isHeld
  expect([held(graph, 'hr'), held(graph, 'tickets'), held({}, 'hr')]).toEqual([true, false, false])
})

test('a run that ends does not wait for what Graph asked', async () => {
  const it = new Pool()
  it.slowDown({ status: 429, waitMs: 60_000, asked: true })
  expect(await waitedMs(() => it.room(AbortSignal.timeout(50)))).toBeLessThan(2_000)
})
