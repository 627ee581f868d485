import { z } from 'zod'
import { FormatChoice } from '../../model/sync/file-format'
import { AppError } from '../../platform/errors'
import { getUpload } from '../../sources/file/stored-upload'
import { chooseFormat as choose } from '../../sources/file/uploads'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Reads an uploaded file as an admin says instead of as was found out. Later files begin with the same. */
export const chooseFormat = command({
  name: 'chooseFormat',
  permission: 'sources.upload',
  input: z.object({ connectionId: ConnectionId, uploadId: z.uuid(), choice: FormatChoice }),
  on: ({ connectionId }) => connectionId,
  async run({ db, blobs, before, after }, { connectionId, uploadId, choice }) {
    const upload = await getUpload(db, uploadId)
    if (upload.connectionId !== connectionId)
      throw new AppError('invalid', 'This file was uploaded for another connection.', { field: 'file' })
    before(upload.format)
    await choose({ db, blobs }, uploadId, choice)
    after(choice)
  },
})
