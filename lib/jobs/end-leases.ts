import { hostname } from 'node:os'
import { inArray, like, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { leases } from '../db/schema'

/** So long after a process was killed, what it has sent may still arrive at Graph. */
const settleMs = 3_000

/** Ends the leases of holders that are dead, as soon as nothing that they sent is under way. `diedAt`: at the latest then. */
export async function endLeases(
  db: Db,
  { where, diedAt = performance.now() }: { where?: SQL; diedAt?: number } = {},
): Promise<void> {
  const left = Math.max(0, settleMs - (performance.now() - diedAt))
  const settled = sql`clock_timestamp() + make_interval(secs => ${left / 1000})`
  await db
    .update(leases)
    .set({ expiresAt: sql`least(${leases.expiresAt}, ${settled})` })
    .where(where)
}

/**
 * Where all processes of a console are on this machine: ends the leases whose process is not there any more. A process of
 * another host cannot be looked at, and one that has the number of a dead one passes for it: those leases expire by themselves.
 */
export async function endLeasesOfDead(db: Db, isThere: (pid: number) => boolean = isAlive): Promise<void> {
  const own = `${hostname()}:`
  const held = await db
    .select({ owner: leases.owner })
    .from(leases)
    .where(like(leases.owner, `${own.replace(/[\\%_]/g, '\\$&')}%`))
  const dead = held
    .map(({ owner }) => owner)
    .filter((owner) => /^\d+$/.test(owner.slice(own.length)) && !isThere(Number(owner.slice(own.length))))
  if (dead.length > 0) await endLeases(db, { where: inArray(leases.owner, dead) })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
