import { expect, test } from 'vitest'
import { phasesOf } from '@/lib/model/sync/phases'
import type { SyncView } from '@/lib/model/sync/sync'
import { runView } from '../../support/run-view'

const lines = (changes: Partial<SyncView>) =>
  phasesOf(runView(changes)).map(
    ({ name, text, state }) => `${state}: ${[name, text].filter(Boolean).join(' ')}`,
  )
const none = { created: 0, updated: 0, deleted: 0, held: 0 }

test('a run says which of its steps are done, which is under way and what came of each', () => {
  expect(lines({})).toEqual(['done: Read 4,000 rows', 'now: Compare and send 1,000 of 4,000', 'next: Delete'])
  expect(
    lines({ phase: 'stage', staged: 70, totalRows: null, counts: { ...runView({}).counts, read: 0 } })[0],
  ).toBe('now: Read 70 rows')
})

test('a plan that waits stands between reading and sending, and a run that is over has no step left', () => {
  const counts = { read: 0, sent: 0, unchanged: 0, failed: 0 }
  expect(lines({ status: 'held', phase: 'plan', counts })).toEqual([
    'done: Read 4,000 rows',
    'now: Plan waits for an approval',
    'next: Compare and send',
    'next: Delete',
  ])
  const over = { finishedAt: '2026-11-21T10:10:00.000Z', phase: 'finalize' } as const
  expect(lines({ ...over, status: 'succeeded' }).at(-1)).toBe('done: Delete none')
  expect(lines({ ...over, status: 'held', changes: { ...none, held: 20 } }).at(-1)).toBe(
    'done: Delete 20 held',
  )
})

test('a run that ended early names the steps that it did not reach', () => {
  expect(lines({ status: 'cancelled' }).slice(1)).toEqual([
    'left: Compare and send 1,000 of 4,000',
    'left: Delete',
  ])
})

test('a run that reads no source has none of these steps', () => {
  expect(lines({ type: 'purge' })).toEqual([])
  expect(lines({ sourceKind: 'remote' })).toEqual([])
})
