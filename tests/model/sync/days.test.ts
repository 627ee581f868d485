import { expect, test } from 'vitest'
import { daysWords, runDays } from '@/lib/model/sync/days'

const now = new Date('2026-11-23T23:30:00Z')
const run = (at: string, status: Parameters<typeof runDays>[0][number]['status']) => ({
  at: new Date(at),
  status,
})

test('a day is as bad as its worst run, and begins when the clocks there say so', () => {
  const runs = [
    run('2026-11-23T22:30:00Z', 'succeeded'),
    run('2026-11-23T23:10:00Z', 'failed'),
    run('2026-11-23T23:20:00Z', 'succeeded'),
    run('2026-11-22T10:00:00Z', 'with-errors'),
    run('2026-11-21T10:00:00Z', 'cancelled'),
    run('2026-10-01T10:00:00Z', 'failed'),
  ]
  const days = runDays(runs, { now, timeZone: 'Europe/Berlin', count: 4 })
  expect(days).toEqual([
    { date: '2026-11-21', state: 'none', runs: 1 },
    { date: '2026-11-22', state: 'attention', runs: 1 },
    { date: '2026-11-23', state: 'good', runs: 1 },
    { date: '2026-11-24', state: 'failed', runs: 2 },
  ])
  expect(daysWords(days)).toBe('4 days: 1 good, 1 to look at, 1 failed, 1 without a run')
})

test.each(['2026-03-29T23:30:00Z', '2026-10-25T22:30:00Z'])('no day is left out around %s', (at) => {
  const days = runDays([], { now: new Date(at), timeZone: 'Europe/Berlin', count: 14 })
  expect(new Set(days.map(({ date }) => date)).size).toBe(14)
})
