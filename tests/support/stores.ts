import { blobsOf } from '@/lib/blobs/blobs'
import type { Opened } from '@/lib/db/open'

/** The same as that of the tenants of tests, whose programs read what a test has stored. */
export const secretKey = Buffer.from(Array.from({ length: 32 }, (_, n) => 7 * n))

/** Where a test keeps uploads and snapshots. */
export const storesOf = (opened: Opened, storeMaxBytes = 1e9) => ({
  db: opened.db,
  blobs: blobsOf(opened, { secretKey, storeMaxBytes }),
})
