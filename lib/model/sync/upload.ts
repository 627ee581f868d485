import { z } from 'zod'

/** What a file is called, without the folders that some programs put before it and without what one cannot see. */
export const FileName = z
  .string()
  .transform((text) => (text.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
  .pipe(z.string().min(1, 'The file has no name.').max(255, 'The name of the file is too long.'))

/** An uploaded file as the browser sees it. `size` is in bytes, `uploadedAt` ISO 8601. */
export interface UploadView {
  id: string
  fileName: string
  size: number
  encoding: string
  delimiter: string
  columns: string[]
  rows: number
  uploadedBy: string
  uploadedAt: string
}
