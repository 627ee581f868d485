import { expect, test } from 'vitest'
import { waitingRows } from '@/lib/model/sync/waiting'

test.each([
  [1000, { read: 400, sent: 300, unchanged: 50, failed: 10 }, 640],
  [null, { read: 400, sent: 300, unchanged: 50, failed: 10 }, 40],
  [1000, { read: 1000, sent: 900, unchanged: 90, failed: 10 }, 0],
  [null, { read: 0, sent: 0, unchanged: 0, failed: 0 }, 0],
])('of %s rows and %j wait %i', (totalRows, counts, waiting) => {
  expect(waitingRows({ totalRows, counts })).toBe(waiting)
  expect(counts.sent + counts.unchanged + counts.failed + waiting).toBe(totalRows ?? counts.read)
})
