import { hash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { resolverTests } from '../../db/schema'
import { mostTestCases } from '../../model/resolvers/limits'
import type { TestCase } from '../../model/resolvers/test-case'
import { AppError } from '../../platform/errors'

const keyOf = (url: string) => hash('sha256', url, 'base64url')

export const listTestCases = (db: Db, connectionId: string): Promise<TestCase[]> =>
  db
    .select({ url: resolverTests.url, expected: resolverTests.expected })
    .from(resolverTests)
    .where(eq(resolverTests.connectionId, connectionId))
    .orderBy(asc(resolverTests.savedAt), asc(resolverTests.key))

/** Adds cases, or gives a link that has one another expectation. All or none. */
export function storeTestCases(db: Db, connectionId: string, cases: readonly TestCase[], savedBy: string) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`test cases of ${connectionId}`}))`)
    await ensureParent(tx, connectionId)
    for (const { url, expected } of cases) {
      await tx
        .insert(resolverTests)
        .values({ connectionId, key: keyOf(url), url, expected, savedBy, savedAt: sql`clock_timestamp()` })
        .onConflictDoUpdate({
          target: [resolverTests.connectionId, resolverTests.key],
          set: { expected, savedBy },
        })
    }
    const count = await tx.$count(resolverTests, eq(resolverTests.connectionId, connectionId))
    if (count > mostTestCases) {
      const message = `A connection can have ${mostTestCases} test cases. Delete some that say the same.`
      throw new AppError('invalid', message, { field: 'url' })
    }
  })
}

/** Gone already is as good as deleted. */
export async function dropTestCase(db: Db, connectionId: string, url: string) {
  await db
    .delete(resolverTests)
    .where(and(eq(resolverTests.connectionId, connectionId), eq(resolverTests.key, keyOf(url))))
}
