import { readGroupUse } from '@/lib/services/groups/read-group-use'
import { route } from '@/lib/web/route'

export const GET = route(readGroupUse)
