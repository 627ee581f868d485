import { exportSyncErrors } from '@/lib/services/sync/export-sync-errors'
import { download } from '@/lib/web/route'

export const GET = download(exportSyncErrors)
