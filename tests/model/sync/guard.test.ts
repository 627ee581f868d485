import { expect, test } from 'vitest'
import { rulesOf } from '@/lib/model/sync/abort-rules'
import { exceedsGuard } from '@/lib/model/sync/deletions'
import { mostSent } from '@/lib/model/sync/plan'

test.each([
  [{}, 10, 20, false],
  [{}, 11, 110, false],
  [{}, 11, 109, true],
  [{ heldItems: 0, heldPercent: 0 }, 1, 1_000_000, true],
  [{ heldItems: 5 }, 6, 40, true],
  [{ heldPercent: 100 }, 40, 40, false],
])('with the rules %o, %i deletions of %i items wait: %s', (rules, deletions, items, waits) => {
  expect(exceedsGuard(deletions, items, rulesOf(rules))).toBe(waits)
})

const counts = { new: 900, changed: 90, unchanged: 5, owed: 10, toDelete: 0, failed: 0 }

test.each([
  [2, 1_000 + 20],
  [0, 1_000],
  [0.1, 1_000 + 5],
])('an approved plan of 1,000 items may be exceeded by %d %%', (tolerance, most) => {
  expect(mostSent({ counts, sentBefore: 0 }, tolerance)).toBe(most)
})

test('rules that a release before has saved get the usual values for the others', () => {
  expect(rulesOf({ total: 5, rate: 20, consecutive: 3 })).toMatchObject({
    total: 5,
    heldItems: 10,
    tolerance: 2,
  })
})
