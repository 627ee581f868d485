import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { database } from '../db/open'
import { env } from '../platform/env'
import { log } from '../platform/log'

/**
 * Whether this process can work: its configuration is complete and its database answers. Entra and Graph
 * are left out: a restart would not help them, and every page says when they fail.
 */
export async function readiness() {
  const checks = {
    configuration: await check('configuration', async () => void env()),
    database: await check('database', async () => {
      const { db } = await database()
      await db.execute(sql`select 1`)
    }),
  }
  return { ready: Object.values(checks).every((state) => state === 'ok'), checks }
}

async function check(name: string, work: () => Promise<void>): Promise<'ok' | 'failed'> {
  try {
    await withinSeconds(5, work())
    return 'ok'
  } catch (error) {
    log().error({ check: name, err: error }, 'not ready')
    return 'failed'
  }
}

async function withinSeconds(seconds: number, work: Promise<void>) {
  const done = new AbortController()
  const late = sleep(seconds * 1000, undefined, { signal: done.signal }).then(() => {
    throw new Error(`no answer within ${seconds} s`)
  })
  await Promise.race([work, late]).finally(() => done.abort())
}
