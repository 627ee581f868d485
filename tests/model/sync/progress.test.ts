import { expect, test } from 'vitest'
import { progressOf } from '@/lib/model/sync/progress'
import type { SyncView } from '@/lib/model/sync/sync'

const run = (changes: Partial<SyncView>): SyncView => ({
  id: '1',
  connectionId: 'helpdesk',
  status: 'running',
  sourceKind: 'file',
  sourceName: 'tickets.csv',
  type: 'full',
  phase: 'push',
  staged: 0,
  totalRows: 4000,
  counts: { read: 1005, sent: 900, unchanged: 95, failed: 5 },
  changes: { created: 0, updated: 900, deleted: 0, held: 0 },
  heldHash: null,
  rate: 12,
  pace: 10,
  pacing: null,
  waitsForWorker: false,
  notHeld: null,
  unregistered: false,
  problem: null,
  startedBy: 'alexw@contoso.com',
  createdAt: '2026-11-21T10:00:00.000Z',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: null,
  ...changes,
})

test('a run tells how many of its rows are done and how long the rest takes', () => {
  expect(progressOf(run({}))).toEqual({
    value: 1000,
    max: 4000,
    text: '1,000 of 4,000 rows',
    left: 300,
  })
})

test('nobody can tell how long a run takes that waits or is over', () => {
  expect(progressOf(run({ pace: 0 })).left).toBeNull()
  expect(progressOf(run({ finishedAt: '2026-11-21T10:10:00.000Z' })).left).toBeNull()
})

test('a file without rows is no division by zero', () => {
  const counts = { read: 0, sent: 0, unchanged: 0, failed: 0 }
  expect(progressOf(run({ totalRows: 0, counts }))).toMatchObject({ value: 0, max: 1, text: '0 of 0 rows' })
})

test('a source that does not tell its size has no percentage before the end', () => {
  const going = progressOf(run({ totalRows: null }))
  expect(going).toEqual({ text: '1,000 rows', left: null })

  const over = progressOf(run({ totalRows: null, finishedAt: '2026-11-21T10:10:00.000Z' }))
  expect(over).toMatchObject({ value: 1, max: 1, text: '1,000 rows' })
})
