import type { Db } from '../../db/open'
import { database } from '../../db/open'
import type { Graph } from '../../graph/client'
import { getSchema } from '../../graph/schema'
import type { UploadView } from '../../model/sync/upload'
import { latestUpload, peekRows, type Upload } from '../../sources/file/uploads'
import { getSource } from '../../sources/source'
import { listSyncs } from './views'

const previewed = 20

/** What the sync page of a connection shows: its schema, its last file with the first rows, mapping and runs. */
export async function readSyncSetup({ db, graph }: { db: Db; graph: Graph }, connectionId: string) {
  const [schema, source, upload, syncs] = await Promise.all([
    getSchema(graph, connectionId),
    getSource(db, connectionId),
    latestUpload(db, connectionId),
    listSyncs(db, connectionId, 10),
  ])
  const rows = upload ? await peekRows(await database(), upload.id, previewed) : []
  return { schema, saved: source?.mapping ?? null, upload: upload && toView(upload), rows, syncs }
}

function toView({ uploadedAt, connectionId: _, complete: __, ...upload }: Upload): UploadView {
  return { ...upload, uploadedAt: uploadedAt.toISOString() }
}
