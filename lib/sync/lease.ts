import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { leases } from '../db/schema'
import { log } from '../platform/log'
import { beatMs, expirySeconds, isOver, sightOf } from './lease-sight'

/** So much earlier than the database this process believes that its lease has ended. */
const marginMs = 1_000
/** How often a lease is given back that the database did not take at once. */
const releaseTries = 10

const expiry = sql`clock_timestamp() + make_interval(secs => ${expirySeconds})`

/** This worker may no longer write to the connection: another one may have begun to. */
export class LeaseLost extends Error {}

/** A lease that was granted, and when it was asked for by the clock of this process. */
interface Grant {
  connectionId: string
  token: string
  askedAt: number
}

/** What came of asking for a lease. `expired` tells of a holder that did not give it back: it died, or was away. */
export type Asked =
  | { kind: 'granted'; grant: Grant; expired: { syncId: string | null } | null }
  | { kind: 'busy'; syncId: string | null }

interface Wanted {
  connectionId: string
  /** The run that it is for. */
  syncId?: string
}

/** Asks for the right to write to a connection at Graph. What is granted holds once the transaction is committed. */
export async function askLease(tx: Db, { connectionId, syncId }: Wanted): Promise<Asked> {
  const askedAt = performance.now()
  const token = randomUUID()
  const grant = { connectionId, token, askedAt }
  const held = {
    connectionId,
    token,
    syncId: syncId ?? null,
    owner: `${hostname()}:${process.pid}`,
    expiresAt: expiry,
  }
  const [created] = await tx.insert(leases).values(held).onConflictDoNothing().returning()
  if (created) return { kind: 'granted', grant, expired: null }
  const [before] = await tx
    .select({ syncId: leases.syncId, ...sightOf })
    .from(leases)
    .where(eq(leases.connectionId, connectionId))
    .for('update')
  // It was given back just now: whoever asks again gets it.
  if (!before) return { kind: 'busy', syncId: null }
  if (!isOver(before)) return { kind: 'busy', syncId: before.syncId }
  await tx.update(leases).set(held).where(eq(leases.connectionId, connectionId))
  return { kind: 'granted', grant, expired: before }
}

/** The lease of a connection, for work that is no run; null while another one has it. */
export async function takeLease(db: Db, connectionId: string): Promise<Lease | null> {
  const asked = await db.transaction((tx) => askLease(tx, { connectionId }))
  return asked.kind === 'granted' ? new Lease(db, asked.grant) : null
}

/**
 * The right to write to a connection, extended every three seconds. It ends here before it ends in the database, by a
 * clock that nobody can set, so that a process that was frozen sends nothing after another one has taken over.
 */
export class Lease {
  private deadline: number
  private timer: NodeJS.Timeout | undefined
  private readonly ended = new AbortController()
  private readonly released = new AbortController()

  constructor(
    private readonly db: Db,
    private readonly grant: Grant,
  ) {
    this.deadline = deadlineOf(grant.askedAt)
    this.watch()
    void this.beat()
  }

  /** Under which it is known: another one is another lease. */
  get token(): string {
    return this.grant.token
  }

  /** Aborted when the lease has ended though nobody gave it back. */
  get lost(): AbortSignal {
    return this.ended.signal
  }

  /** To be called right before something is sent. Throws LeaseLost. */
  check(): void {
    if (performance.now() >= this.deadline) this.lose('it could not be extended in time')
    this.ended.signal.throwIfAborted()
  }

  /** Gives the lease back, so that the next one need not wait for its end. */
  async release(): Promise<void> {
    this.released.abort()
    clearTimeout(this.timer)
    for (let tried = 1; ; tried++) {
      try {
        await this.db.delete(leases).where(this.mine)
        return
      } catch (error) {
        if (tried === releaseTries) return log().warn({ err: error }, 'a lease could not be given back')
        await sleep(1_000, undefined, { ref: false })
      }
    }
  }

  private get mine() {
    return and(eq(leases.connectionId, this.grant.connectionId), eq(leases.token, this.grant.token))
  }

  private async beat() {
    const { signal } = this.released
    for (;;) {
      await sleep(beatMs, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted || this.ended.signal.aborted) return
      if (performance.now() >= this.deadline) return this.lose('it could not be extended in time')
      const askedAt = performance.now()
      try {
        const [extended] = await this.db
          .update(leases)
          .set({ expiresAt: expiry })
          // Whatever the time is there: as long as nobody has taken it, it is this one's.
          .where(this.mine)
          .returning({ token: leases.token })
        if (extended) this.extend(askedAt)
        else if (!signal.aborted) this.lose('another worker has it, or its connection is gone')
      } catch (error) {
        // The deadline decides how long this may go on.
        log().warn({ err: error, connectionId: this.grant.connectionId }, 'a lease could not be extended')
      }
    }
  }

  private extend(askedAt: number) {
    // What was extended too late stays lost.
    if (performance.now() >= this.deadline) return this.lose('it could not be extended in time')
    this.deadline = deadlineOf(askedAt)
    this.watch()
  }

  private watch() {
    clearTimeout(this.timer)
    const left = this.deadline - performance.now()
    this.timer = setTimeout(() => this.lose('it could not be extended in time'), Math.max(0, left))
    this.timer.unref()
  }

  private lose(why: string) {
    if (this.ended.signal.aborted || this.released.signal.aborted) return
    const { connectionId } = this.grant
    log().warn({ connectionId }, `the lease of a connection was lost: ${why}`)
    this.ended.abort(new LeaseLost(`The lease of ${connectionId} was lost: ${why}.`))
  }
}

const deadlineOf = (askedAt: number) => askedAt + expirySeconds * 1000 - marginMs
