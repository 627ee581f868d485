import { listReadable } from '@/lib/services/access-check/list-readable'
import { posted } from '@/lib/web/posted'

export const POST = posted(listReadable)
