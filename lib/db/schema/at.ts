import { timestamp } from 'drizzle-orm/pg-core'

/** A moment, whatever time zone the database is in. */
export const at = (name: string) => timestamp(name, { withTimezone: true })
