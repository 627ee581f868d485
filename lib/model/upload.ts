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
