import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '@/lib/db/open'
import { connections } from '@/lib/db/schema'
import { storeUpload } from '@/lib/sources/file/uploads'
import { storesOf } from '../support/stores'
import { peakOf } from './held'
import { report } from './report'

const small = 30
const large = Number(process.env.BENCH_MEGABYTES ?? 300)
const connectionId = 'helpdesk'

/** What the console holds in memory while a file is uploaded, with the database in the same process. */
export async function uploadMemory(): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'console-bench-'))
  const opened = await openDb({ dataDir })
  try {
    await opened.db.insert(connections).values({ id: connectionId })
    const upload = async (megabytes: number) => {
      const file = { connectionId, fileName: 'large.csv', uploadedBy: 'bench', maxBytes: 1e9 }
      const { bytes } = await peakOf(() => storeUpload(storesOf(opened, 1e10), file, fileOf(megabytes)))
      report('upload-memory', { metric: `held with ${megabytes} MB`, value: bytes / 1e6, unit: 'MB' })
      return bytes
    }
    const before = await upload(small)
    const growth = (await upload(large)) - before
    const resident = process.memoryUsage().rss / 1e6
    report('upload-memory', { metric: 'resident after both', value: resident, unit: 'MB' })
    return report('upload-memory', {
      metric: 'growth',
      value: growth / 1e6,
      unit: 'MB',
      budget: { atMost: 32 },
    })
  } finally {
    await opened.close()
    await rm(dataDir, { recursive: true })
  }
}

/** Rows that nothing packs well, in the pieces in which a request brings them. */
async function* fileOf(megabytes: number) {
  yield Buffer.from('ticketId,title\n')
  let size = 0
  for (let at = 0; size < megabytes * 1e6; ) {
    const rows: string[] = []
    for (const end = at + 500; at < end; at += 1)
      rows.push(`T${at},${(Math.imul(at + 1, 2654435761) >>> 0).toString(36).repeat(12)}\n`)
    const piece = Buffer.from(rows.join(''))
    size += piece.length
    yield piece
  }
}
