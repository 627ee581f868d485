import type { SourceRecord } from '../record'
import { readInThread } from './in-thread'
import { needsThread } from './inspect-safely'
import { readFile, readText, textOfFile } from './read'
import { bytesOf, getUpload, type UploadStore } from './stored-upload'

/** The rows of an uploaded file, in their order and in batches. A chunk or two at a time are in memory. */
export async function* readUpload(store: UploadStore, uploadId: string): AsyncGenerator<SourceRecord[]> {
  const upload = await getUpload(store.db, uploadId)
  const { format, size } = upload
  const open = () => bytesOf(store, upload)
  if (await needsThread(open, size)) {
    yield* readInThread(open, format)
  } else yield* readFile(open(), format)
}

/** Characters that are read for the first rows: enough for a thousand usual ones, and soon done whatever the file is. */
const peeked = 4_000_000

/** The first rows of an uploaded file, as far as they are near its beginning. */
export async function peekRows(store: UploadStore, uploadId: string, count: number): Promise<SourceRecord[]> {
  const upload = await getUpload(store.db, uploadId)
  const rows: SourceRecord[] = []
  // Of its text, because a small file may unpack to much of it.
  async function* head() {
    let given = 0
    for await (const piece of textOfFile(bytesOf(store, upload), upload.format)) {
      // A file that goes on is not at its end, so the reading is only stopped.
      if (given >= peeked) throw new Enough()
      given += piece.length
      yield piece
    }
  }
  try {
    for await (const batch of readText(head(), upload.format)) {
      rows.push(...batch.slice(0, count - rows.length))
      if (rows.length >= count) break
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return rows
}

class Enough extends Error {}
