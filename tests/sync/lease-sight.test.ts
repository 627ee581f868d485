import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { isOver } from '@/lib/sync/lease-sight'

const seconds = 1_000

test('a lease is over when the clock of the database says so, and there is none without a row', () => {
  const token = randomUUID()
  expect(isOver(null)).toBe(true)
  expect(isOver({ token: null, expiresAt: null, over: null })).toBe(true)
  expect(isOver({ token, expiresAt: '10:00:12', over: false })).toBe(false)
  expect(isOver({ token, expiresAt: '10:00:12', over: true })).toBe(true)
})

test('one that was just extended still holds when that clock is set forward, and is over when nobody extends it', () => {
  const token = randomUUID()
  const look = (expiresAt: string, over: boolean, now: number) => isOver({ token, expiresAt, over }, now)
  expect(look('10:00:12', false, 0)).toBe(false)
  expect(look('10:00:15', false, 3 * seconds)).toBe(false)
  // It is eleven suddenly.
  expect(look('10:00:15', true, 4 * seconds)).toBe(false)
  expect(look('11:00:15', false, 6 * seconds)).toBe(false)
  expect(look('11:00:15', true, 18 * seconds)).toBe(true)
})

test('one that nobody extends is over after its time, also when that clock is set back', () => {
  const token = randomUUID()
  const look = (now: number) => isOver({ token, expiresAt: '10:00:12', over: false }, now)
  // It is nine suddenly.
  expect(look(0)).toBe(false)
  expect(look(11 * seconds)).toBe(false)
  expect(look(12 * seconds)).toBe(true)
})
