import { type Logger, pino } from 'pino'
import { once } from './once'

const secret = ['token', 'secret', 'password', 'authorization', 'cookie', 'clientSecret', 'content']

/** Structured log of this process. Never hand it a token, a secret, a cookie or the content of an item. */
export const log = (): Logger => once('log', () => createLog())

export function createLog(stream?: { write(line: string): void }): Logger {
  const options = {
    level: process.env.LOG_LEVEL || 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  }
  return pino(options, stream ?? output())
}

/** Standard output may be a file on a full disk: what does not fit is lost, and that is no reason to end. */
function output() {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: 1_000_000 })
  destination.on('error', () => {})
  return destination
}

/**
 * What the log may keep of an error. Its own fields are left out, because a database error carries the
 * parameters of the query there (and Drizzle in the message): token caches, rows of a customer's file.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: wordsOf(error) }
  const { name, cause } = error
  const query = 'query' in error && typeof error.query === 'string' ? error.query : undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    name,
    code,
    message: query ? `Failed query: ${query}` : error.message,
    at: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    cause: cause === undefined ? undefined : describeError(cause),
  }
}

/** Some libraries report errors as plain objects. */
function wordsOf(thrown: unknown) {
  const words = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown
  return typeof words === 'object' ? '[object]' : String(words)
}
