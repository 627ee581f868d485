import { sampleValues } from '@/lib/services/sync/sample-values'
import { posted } from '@/lib/web/posted'

export const POST = posted(sampleValues)
