import { FileConfig } from '../../model/sync/source'
import { fieldsOf } from '../fields'
import type { SourceRecord } from '../record'
import type { SourceKind } from '../source-kind'
import { peekRows, readUpload } from './read-upload'
import { getUpload } from './stored-upload'

/** An uploaded file. It does not change, so a reading can go on by counting records. */
export const fileKind: SourceKind<FileConfig> = {
  name: 'file',
  config: FileConfig,
  secrets: [],

  async test({ uploadId }, context) {
    await getUpload(context.db, uploadId)
    await peekRows(context, uploadId, 1)
  },

  async sample({ uploadId }, store, count) {
    const { columns } = await getUpload(store.db, uploadId)
    const records = await peekRows(store, uploadId, count)
    return { records, fields: fieldsOf(records, columns) }
  },

  async *read({ uploadId }, { cursor }, { signal, ...store }) {
    const done = Number(cursor?.row ?? 0)
    let held: SourceRecord[] | undefined
    for await (const batch of readUpload(store, uploadId)) {
      signal.throwIfAborted()
      const records = batch.filter(({ row }) => row > done)
      if (records.length === 0) continue
      // One batch is held back, because only the last one says that this was all.
      if (held) yield { records: held, cursor: { row: held.at(-1)?.row ?? done } }
      held = records
    }
    yield { records: held ?? [], cursor: null, complete: true }
  },
}
