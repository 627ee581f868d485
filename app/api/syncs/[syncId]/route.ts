import { z } from 'zod'
import { getSyncView } from '@/lib/services/sync/views'
import { adminRoute } from '@/lib/web/admin-route'

export const GET = adminRoute('Reader', z.object({ syncId: z.uuid() }), ({ db }, { syncId }) =>
  getSyncView(db, syncId),
)
