import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { database } from '../db/open'
import { type Disk, diskOf } from '../platform/disk'
import { env } from '../platform/env'
import { log } from '../platform/log'

/**
 * Whether this process can work: its configuration is complete, its database answers, its disk has space. Entra and Graph
 * are left out: a restart would not help them, and every page says when they fail.
 */
export async function readiness() {
  const checks = {
    configuration: await check('configuration', async () => void env()),
    database: await check('database', async () => {
      const { db } = await database()
      await db.execute(sql`select 1`)
    }),
    disk: await diskState(),
  }
  const failed = Object.values(checks).some((state) => state === 'failed' || state === 'full')
  return { ready: !failed, checks }
}

/** While it is low, the process goes on and shows admins what to do; what watches it sees it here. */
async function diskState(): Promise<Disk['state'] | 'failed'> {
  let state: Disk['state'] = 'ok'
  const checked = await check('disk', async () => {
    const { embedded, dataDir, diskReserveBytes } = env()
    if (embedded) ({ state } = await diskOf(dataDir, diskReserveBytes))
  })
  return checked === 'ok' ? state : checked
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
