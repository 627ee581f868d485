import { readRunRow } from '@/lib/services/sync/read-run-row'
import { route } from '@/lib/web/route'

export const GET = route(readRunRow)
