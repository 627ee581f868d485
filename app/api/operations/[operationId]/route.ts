import { getOperation } from '@/lib/services/operations/get-operation'
import { route } from '@/lib/web/route'

export const GET = route(getOperation)
