import { expect, test } from 'vitest'
import { most, Pool } from '@/lib/sync/pool'

const trouble = { status: 503, waitMs: 1_000 }

function pool() {
  let now = 0
  const made = new Pool(() => now)
  return { pool: made, wait: (ms: number) => (now += ms) }
}

test('the window opens to all but one of the places while all goes well', () => {
  const { pool: it } = pool()
  for (let i = 0; i < 100; i++) it.succeeded()
  expect(it.limit).toBe(most)
  expect(most).toBe(24)
})

test('the window halves once when many hear of the same trouble', () => {
  const { pool: it, wait } = pool()
  for (let i = 0; i < 100; i++) it.succeeded()
  for (let i = 0; i < 10; i++) it.slowDown(trouble)
  expect(it.limit).toBe(12)
  wait(1_500)
  it.slowDown(trouble)
  expect(it.limit).toBe(6)
})

test('the window never closes', () => {
  const { pool: it, wait } = pool()
  for (let i = 0; i < 10; i++) {
    it.slowDown(trouble)
    wait(2_000)
  }
  expect(it.limit).toBe(1)
})

test('the window opens step by step after a quiet spell', () => {
  const { pool: it, wait } = pool()
  it.slowDown(trouble)
  for (let i = 0; i < 50; i++) it.succeeded()
  expect(it.limit).toBe(4)
  wait(5_000)
  for (let i = 0; i < 4; i++) it.succeeded()
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

test('nothing new is begun for as long as Graph asked, and then it goes on', async () => {
  const started = Date.now()
  const it = new Pool()
  it.slowDown({ status: 429, waitMs: 600 })
  it.slowDown({ status: 429, waitMs: 100 })
  expect(it.isFull).toBe(true)
  await it.room()
  expect(Date.now() - started).toBeGreaterThanOrEqual(590)
  expect(it.isFull).toBe(false)
})

test('a run that ends does not wait for what Graph asked', async () => {
  const it = new Pool()
  it.slowDown({ status: 429, waitMs: 60_000 })
  const started = Date.now()
  await it.room(AbortSignal.timeout(50))
  expect(Date.now() - started).toBeLessThan(2_000)
})
