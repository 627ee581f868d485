import { expect, test } from 'vitest'
import { barsOf } from '@/lib/model/sync/run-bars'

const run = (created: number, updated: number, deleted: number, held: number, failed: number) => ({
  changes: { created, updated, deleted, held },
  counts: { read: 0, sent: created + updated, unchanged: 0, failed },
})

test('the bars of all runs share one scale', () => {
  expect(barsOf([run(100, 50, 0, 0, 50), run(10, 0, 0, 10, 0)])).toEqual([
    [
      { kind: 'created', from: 0, percent: 50 },
      { kind: 'updated', from: 50, percent: 25 },
      { kind: 'failed', from: 75, percent: 25 },
    ],
    [
      { kind: 'created', from: 0, percent: 5 },
      { kind: 'held', from: 5, percent: 5 },
    ],
  ])
})

test('one failed row among a million can be seen, and a run that changed nothing has no bar', () => {
  const [large, none] = barsOf([run(1_000_000, 0, 0, 0, 1), run(0, 0, 0, 0, 0)])
  expect(large?.[1]).toMatchObject({ kind: 'failed', percent: 0.8 })
  expect(none).toEqual([])
})
