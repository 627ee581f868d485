import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { grants } from '../db/schema'
import type { Grant } from './can'

/** The roles that a person holds for single connections. `oid` is the object id of the person in Entra. */
export const grantsOf = (db: Db, oid: string): Promise<Grant[]> =>
  db.select({ role: grants.role, connectionId: grants.connectionId }).from(grants).where(eq(grants.oid, oid))
