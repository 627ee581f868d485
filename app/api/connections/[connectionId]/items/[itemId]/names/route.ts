import { checkNames } from '@/lib/services/access-check/check-names'
import { route } from '@/lib/web/route'

export const GET = route(checkNames)
