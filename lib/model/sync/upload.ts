import { z } from 'zod'
import type { FileFormat, FormatChoice } from './file-format'

/** What a file is called, without the folders that some programs put before it and without what one cannot see. */
export const FileName = z
  .string()
  .transform((text) => (text.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
  .pipe(z.string().min(1, 'The file has no name.').max(255, 'The name of the file is too long.'))

/** Why a row of a file cannot be read. */
export interface RowProblem {
  code: string
  message: string
  field?: string
}

/** An uploaded file as the browser sees it. `size` is in bytes, `uploadedAt` ISO 8601. */
export interface UploadView {
  id: string
  fileName: string
  size: number
  format: FileFormat
  /** What an admin said of the format; the rest was found out. */
  choice: FormatChoice
  columns: string[]
  rows: number
  /** Rows that cannot be read, and what is wrong with the first of them. */
  badRows: number
  problems: RowProblem[]
  uploadedBy: string
  uploadedAt: string
}
