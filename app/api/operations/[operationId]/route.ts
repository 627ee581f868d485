import { z } from 'zod'
import { getWatchedOperation } from '@/lib/operations/operations'
import { adminRoute } from '@/lib/web/admin-route'

export const GET = adminRoute('Reader', z.object({ operationId: z.string() }), ({ db }, { operationId }) =>
  getWatchedOperation(db, operationId),
)
