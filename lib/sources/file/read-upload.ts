import type { SourceRecord } from '../record'
import { needsThread } from './inspect-safely'
import { readFile } from './read'
import { bytesOf, getUpload, type UploadStore } from './stored-upload'
import { inThread } from './thread/in-thread'

/** The rows of an uploaded file, in their order and in batches. A chunk or two at a time are in memory. */
export async function* readUpload(store: UploadStore, uploadId: string): AsyncGenerator<SourceRecord[]> {
  const upload = await getUpload(store.db, uploadId)
  const { format, size } = upload
  const open = () => bytesOf(store, upload)
  if (await needsThread(open, size)) {
    yield* inThread({ kind: 'read', format }, open) as AsyncGenerator<SourceRecord[]>
  } else yield* readFile(open(), format)
}

/** What is read for the first rows: enough for a thousand usual ones, and soon done whatever it is. */
const peeked = 4_000_000

/** The first rows of an uploaded file, as far as they are near its beginning. */
export async function peekRows(store: UploadStore, uploadId: string, count: number): Promise<SourceRecord[]> {
  const upload = await getUpload(store.db, uploadId)
  const rows: SourceRecord[] = []
  let given = 0
  async function* head() {
    for await (const chunk of bytesOf(store, upload)) {
      given += chunk.length
      yield chunk
      // A file that goes on is not at its end, so the reading is only stopped.
      if (given >= peeked && given < upload.size) throw new Enough()
    }
  }
  try {
    for await (const batch of readFile(head(), upload.format)) {
      rows.push(...batch.slice(0, count - rows.length))
      if (rows.length >= count) break
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return rows
}

class Enough extends Error {}
