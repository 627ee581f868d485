import { getCommand } from '@/lib/services/sync/get-command'
import { route } from '@/lib/web/route'

export const GET = route(getCommand)
