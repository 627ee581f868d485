import { explainAccess } from '@/lib/services/access-check/explain-access'
import { posted } from '@/lib/web/posted'

export const POST = posted(explainAccess)
