import { expect, test } from 'vitest'
import {
  brokeOff,
  endStatus,
  hasReadAll,
  isEnded,
  isGood,
  isLive,
  isMoving,
  needsAttention,
  type SyncStatus,
  syncStatuses,
} from '@/lib/model/sync/status'

const which = (is: (run: { status: SyncStatus }) => boolean) =>
  syncStatuses.filter((status) => is({ status }))

test('every status is live or over, and what is over is good, cancelled, or asks for attention', () => {
  expect(which(isLive)).toEqual(['queued', 'running', 'paused'])
  expect(which(isMoving)).toEqual(['queued', 'running'])
  expect(which(isEnded)).toEqual(syncStatuses.filter((status) => !which(isLive).includes(status)))
  expect([...which(isGood), ...which(needsAttention), 'cancelled'].toSorted()).toEqual(
    which(isEnded).toSorted(),
  )
  expect(which(brokeOff)).toEqual(['stopped', 'failed', 'lost'])
  expect(which(hasReadAll)).toEqual(['held', 'succeeded', 'with-errors'])
})

test.each([
  [{ sent: 2, unchanged: 0, failed: 0 }, 'succeeded'],
  [{ sent: 0, unchanged: 0, failed: 0 }, 'succeeded'],
  [{ sent: 1, unchanged: 0, failed: 1 }, 'with-errors'],
  [{ sent: 0, unchanged: 1, failed: 1 }, 'with-errors'],
  [{ sent: 0, unchanged: 0, failed: 1 }, 'failed'],
])('a run with the counts %j ends as %s', (counts, status) => {
  expect(endStatus(counts)).toBe(status)
})
