import { AppError } from '../../platform/errors'

interface Failure {
  code?: string
  message: string
  position?: string
}

const words: Record<string, string> = {
  '25006': 'The query writes, and sources only read.',
  '42601': 'The query is not valid SQL, or is more than one statement.',
  '42501': 'The user of the connection string may not read this.',
  '42P01': 'The query names a table that is not there.',
  '42703': 'The query names a column that is not there.',
  '28P01': 'The database refused user or password. Enter the connection string again.',
  '28000': 'The database refused the user. Check the connection string.',
  '3D000': 'The database of the connection string is not there.',
  '57014': 'The query took longer than the time limit. Make it faster, or raise the limit.',
}

/** What a failure of the database means to an admin. It says nothing of the connection string. */
export function databaseFailure(error: unknown, secret: string): AppError {
  if (error instanceof AppError) return error
  const { code = '', message } = error as Failure
  const field = code.startsWith('28') || code.startsWith('3D') ? 'connectionString' : 'query'
  const said = secret !== '' && message.includes(secret) ? '' : message.slice(0, 300)
  const known = words[code]
  if (known) return new AppError('invalid', `${known} The database says: ${said}.`, { field, cause: error })
  // Classes of SQL and data errors; what is left has to do with the network or the server.
  if (/^(22|42|0A|2F|39)/.test(code))
    return new AppError('invalid', `The query failed. The database says: ${said}.`, { field, cause: error })
  return new AppError('unavailable', `The database cannot be read now: ${code || said}.`, { cause: error })
}
