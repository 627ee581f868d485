import type { CallOptions } from '../graph/client'
import type { Lease } from './lease'
import type { Pool } from './pool'

interface Sender {
  lease: Lease
  pool: Pool
  /** Aborted when nothing more may be sent. */
  stopped: AbortSignal
}

/** How Graph is called for a connection: in its window of requests in flight, and only under its lease. */
export const underLease = ({ lease, pool, stopped }: Sender): CallOptions => ({
  signal: stopped,
  stop: stopped,
  onThrottle: (throttle) => pool.slowDown(throttle),
  gate: () => pool.gate(stopped),
  check: () => lease.check(),
})
