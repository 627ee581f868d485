import { exportFailing } from '@/lib/services/failing/export-failing'
import { download } from '@/lib/web/route'

export const GET = download(exportFailing)
