import type { AppError } from '../platform/errors'
import type { RowError } from './record-progress'

/** What is kept of Graph's refusal of a row. */
export const rowErrorOf = (error: AppError, itemId: string): RowError => ({
  itemId,
  code: error.graphCode ?? error.code,
  message: error.message,
  field: error.field,
  graphRequestId: error.graphRequestId,
})
