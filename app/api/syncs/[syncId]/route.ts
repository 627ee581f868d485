import { getSync } from '@/lib/services/sync/get-sync'
import { route } from '@/lib/web/route'

export const GET = route(getSync)
