import { exportAudit } from '@/lib/services/activity/export-audit'
import { download } from '@/lib/web/route'

export const GET = download(exportAudit)
