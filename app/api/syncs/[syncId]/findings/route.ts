import { listFindings } from '@/lib/services/sync/list-findings'
import { route } from '@/lib/web/route'

export const GET = route(listFindings)
