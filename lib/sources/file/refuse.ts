import { AppError } from '../../platform/errors'

/** A fault of the whole file. */
export const refused = (message: string, cause?: unknown) =>
  new AppError('invalid', message, { field: 'file', cause })
