import { countReaders } from '@/lib/services/access-check/count-readers'
import { route } from '@/lib/web/route'

export const GET = route(countReaders)
