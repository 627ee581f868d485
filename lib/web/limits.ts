import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../db/open'
import { limits } from '../db/schema'
import { AppError } from '../platform/errors'

/** What is limited, of whom, to how many times in how many seconds. */
export interface Limit {
  name: string
  points: number
  seconds: number
}

export class TooMany extends AppError {
  constructor(readonly retryAfterSeconds: number) {
    super('throttled', `Too many sign-ins. Try again in ${retryAfterSeconds} seconds.`, {
      retryAt: new Date(Date.now() + retryAfterSeconds * 1000),
    })
  }
}

/** Uses up one point of `who`. Throws TooMany when none is left. The counts are in the database, for all processes. */
export async function takePoint(db: Db, { name, points, seconds }: Limit, who: string): Promise<void> {
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: limits,
    keyPrefix: name,
    points,
    duration: seconds,
    // Housekeeping deletes what has expired.
    clearExpiredByTimeout: false,
  })
  try {
    await limiter.consume(who)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
    throw error
  }
}
