import type { Problem } from '../model/problem'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'

/** The run goes on by itself when the database answers again. */
export function databaseTrouble(cause: unknown): AppError {
  log().warn({ err: cause }, 'a sync waits for the database')
  const message = 'The console’s database was in trouble. The sync is retried automatically.'
  return new AppError('unavailable', message, { cause })
}

export const bug = (syncId: string): Problem => ({
  code: 'bug',
  message: `Something in the console went wrong. The log has the details under sync ${syncId}. Start the sync again to continue.`,
})
