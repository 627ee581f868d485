import { z } from 'zod'
import { datesOf } from '../../model/mapping/date-order'
import type { UploadView } from '../../model/sync/upload'
import { latestUpload, peekRows, type Upload } from '../../sources/file/uploads'
import { getSource } from '../../sources/source'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'
import { listSyncs } from './views'

const previewed = 20
/** So many rows tell how the dates of a column are written. */
const sampled = 1_000

/** What the sync page of a connection shows: its schema, its last file with the first rows, mapping and runs. */
export const readSyncSetup = query({
  name: 'readSyncSetup',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration }, { connectionId }) {
    const [{ value: schema }, source, upload, syncs] = await Promise.all([
      readSchemaOf({ db, configuration }, connectionId),
      getSource(db, connectionId),
      latestUpload(db, connectionId),
      listSyncs(db, connectionId, 10),
    ])
    const sample = upload ? await peekRows(db, upload.id, sampled) : []
    return {
      schema,
      saved: source?.mapping ?? null,
      upload: upload && toView(upload),
      rows: sample.slice(0, previewed),
      dates: datesOf(sample.map(({ values }) => values)),
      syncs,
    }
  },
})

function toView({ uploadedAt, connectionId: _, complete: __, ...upload }: Upload): UploadView {
  return { ...upload, uploadedAt: uploadedAt.toISOString() }
}
