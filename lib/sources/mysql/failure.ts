import { AppError } from '../../platform/errors'

interface Failure {
  code?: string
  errno?: number
  sqlState?: string
  message: string
}

const words: Record<number, string> = {
  1045: 'The database refused user or password. Enter the connection string again.',
  1044: 'The user of the connection string may not use this database.',
  1049: 'The database of the connection string is not there.',
  1054: 'The query names a column that is not there.',
  1064: 'The query is not valid SQL, or is more than one statement.',
  1142: 'The user of the connection string may not read this.',
  1146: 'The query names a table that is not there.',
  1210: 'The query needs one ? for the watermark if it reads only changes, else none.',
  1290: 'The server does not allow this.',
  1792: 'The query writes, and sources only read.',
  1969: 'The query took longer than the time limit. Make it faster, or raise the limit.',
  3024: 'The query took longer than the time limit. Make it faster, or raise the limit.',
}
const ofConnection = [1044, 1045, 1049]

/** What a failure of the database means to an admin. It says nothing of the connection string. */
export function databaseFailure(error: unknown, secret: string): AppError {
  if (error instanceof AppError) return error
  const { code = '', errno = 0, sqlState = '', message } = error as Failure
  const field = ofConnection.includes(errno) ? 'connectionString' : 'query'
  const said = secret !== '' && message.includes(secret) ? '' : message.slice(0, 300)
  const known = words[errno]
  if (known) return new AppError('invalid', `${known} The database says: ${said}.`, { field, cause: error })
  // Classes of SQL and data errors; what is left has to do with the network or the server.
  if (/^(21|22|42|0A)/.test(sqlState))
    return new AppError('invalid', `The query failed. The database says: ${said}.`, { field, cause: error })
  return new AppError('unavailable', `The database cannot be read now: ${code || said}.`, { cause: error })
}
