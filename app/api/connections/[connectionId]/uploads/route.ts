import { z } from 'zod'
import { database } from '@/lib/db/open'
import { getConnection } from '@/lib/graph/connections'
import { FileName } from '@/lib/model/sync/upload'
import { needNotDeleting } from '@/lib/operations/deletions'
import { env } from '@/lib/platform/env'
import { storeUpload } from '@/lib/sources/file/uploads'
import { adminUpload } from '@/lib/web/admin-route'

const Params = z.object({
  connectionId: z.string().min(1).max(32),
  fileName: FileName,
})

export const PUT = adminUpload(
  'Operator',
  Params,
  async ({ admin, db, graph }, params, body) => {
    const { id: connectionId } = await getConnection(graph, params.connectionId)
    await needNotDeleting(db, connectionId)
    const { fileName } = params
    const { id } = await storeUpload(
      await database(),
      { connectionId, fileName, uploadedBy: admin.username, maxBytes: env().uploadMaxBytes },
      body,
    )
    return { id }
  },
  { audit: 'uploadFile' },
)
