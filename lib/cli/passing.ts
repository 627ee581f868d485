import { DatabaseError } from '../db/lock'
import { isDatabaseTrouble } from '../db/trouble'
import { isDiskFull } from '../platform/disk'

export const tryAgainMs = 5_000

/** Whether a start that failed may succeed later: the database is away or its disk is full. */
export const mayPass = (error: unknown): error is Error =>
  (error instanceof DatabaseError && error.passing) || isDatabaseTrouble(error) || isDiskFull(error)
