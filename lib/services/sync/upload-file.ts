import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { SourceHolds } from '../../model/sync/source'
import { FileName } from '../../model/sync/upload'
import { needNotDeleting } from '../../operations/deletions'
import { latestUpload, type Upload } from '../../sources/file/stored-upload'
import { storeUpload } from '../../sources/file/uploads'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Opens the bytes of the file; they are read once, as they arrive. */
const Body = z.custom<() => AsyncIterable<Uint8Array>>((value) => typeof value === 'function')

/** Keeps a file as the newest one of a connection, and answers its id. */
export const uploadFile = command({
  name: 'uploadFile',
  permission: 'sources.upload',
  input: z.object({
    connectionId: ConnectionId,
    fileName: FileName,
    body: Body,
    /** What its rows are. */
    holds: SourceHolds.default('items'),
  }),
  on: ({ connectionId }) => connectionId,
  async run(
    { actor, db, blobs, configuration, settings, before, after },
    { body, fileName, holds, ...wanted },
  ) {
    const bytes = body()
    const { id: connectionId } = await getConnection(configuration, wanted.connectionId)
    await needNotDeleting(db, connectionId)
    before(fileOf(await latestUpload(db, connectionId, holds)))
    const upload = await storeUpload(
      { db, blobs },
      { connectionId, fileName, uploadedBy: actor.username, maxBytes: settings.uploadMaxBytes, holds },
      bytes,
    )
    after(fileOf(upload))
    return { id: upload.id }
  },
})

const fileOf = (upload: Upload | null) =>
  upload && { fileName: upload.fileName, bytes: upload.size, rows: upload.rows }
