import { getPlan } from '@/lib/services/sync/get-plan'
import { route } from '@/lib/web/route'

export const GET = route(getPlan)
