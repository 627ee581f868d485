import { z } from 'zod'
import { database } from '@/lib/db/open'
import { env } from '@/lib/env'
import { storeUpload } from '@/lib/sync/uploads'
import { adminUpload } from '@/lib/web/admin-route'

const Params = z.object({
  connectionId: z.string().min(1).max(32),
  fileName: z.string().trim().min(1).max(255),
})

export const PUT = adminUpload(
  'Operator',
  Params,
  async ({ admin }, { connectionId, fileName }, body) => {
    const { id } = await storeUpload(
      await database(),
      { connectionId, fileName, uploadedBy: admin.username, maxBytes: env().uploadMaxBytes },
      body,
    )
    return { id }
  },
  { audit: 'uploadFile' },
)
