import { DrizzleQueryError } from 'drizzle-orm'
import type { z } from 'zod'
import { isDatabaseTrouble } from '../db/trouble'
import type { Problem } from '../model/problem'
import { diskFull, isDiskFull } from '../platform/disk'
import { AppError, asProblem } from '../platform/errors'
import { log } from '../platform/log'

/** What an action answers. It never throws at the browser. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** An expected failure in its own words; a bug as a neutral sentence, with the cause in the log. */
export function problemOf(thrown: unknown, requestId: string, action: string): Problem {
  const error = isDiskFull(thrown) ? diskFull(thrown) : thrown
  if (error instanceof AppError) {
    const { code, message, graphRequestId, graphCode, status } = error
    const level = code === 'unavailable' || code === 'unauthenticated' ? 'warn' : 'info'
    log()[level](
      { requestId, action, code, graphRequestId, graphCode, status, message, err: error.cause },
      'refused',
    )
    return { ...asProblem(error), requestId }
  }
  log().error({ requestId, action, err: error }, 'failed')
  if (isDatabaseTrouble(error)) {
    const message = 'The console’s database cannot be reached. Try again in a minute; nothing is lost.'
    return { code: 'unavailable', message, requestId }
  }
  const where =
    error instanceof DrizzleQueryError ? 'The console’s database refused the work.' : 'The console failed.'
  return {
    code: 'bug',
    message: `${where} It is not your doing. Try again; if it stays, its log has the cause under ${requestId}.`,
    requestId,
  }
}

export function invalidInput(error: z.ZodError): AppError {
  const [first, ...more] = error.issues
  if (!first) return new AppError('invalid', 'The input is not valid.')
  const others = more.length ? ` (and ${more.length} more)` : ''
  const field = first.path.join('.') || undefined
  return new AppError('invalid', `${first.message}${others}`, { field })
}
