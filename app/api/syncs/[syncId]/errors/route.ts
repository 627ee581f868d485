import { z } from 'zod'
import { listSyncErrors } from '@/lib/services/sync/views'
import { adminRoute } from '@/lib/web/admin-route'

const Params = z.object({
  syncId: z.uuid(),
  page: z.coerce.number().int().min(1).default(1),
  code: z.string().max(200).optional(),
})

export const GET = adminRoute('Reader', Params, ({ db }, { syncId, ...which }) =>
  listSyncErrors(db, syncId, which),
)
