import { uploadFile } from '@/lib/services/sync/upload-file'
import { upload } from '@/lib/web/route'

export const PUT = upload(uploadFile)
