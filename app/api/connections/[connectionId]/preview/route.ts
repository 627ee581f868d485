import { previewItems } from '@/lib/services/sync/preview-items'
import { posted } from '@/lib/web/posted'

export const POST = posted(previewItems)
