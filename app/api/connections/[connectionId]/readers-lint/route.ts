import { lintReaders } from '@/lib/services/sync/lint-readers'
import { posted } from '@/lib/web/posted'

export const POST = posted(lintReaders)
