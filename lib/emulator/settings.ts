import { defaultSwitches, type Switches } from './switches'

/** What can be turned on a running tenant. Times are milliseconds of the tenant's clock. */
export type Settings = Switches & {
  provisioningMs: number
  deletionMs: number
  /** How long after it was written an item shows up in search. */
  indexMs: number
  /** How long, of real time, a search waits for an index that is behind. */
  indexWaitMs: number
  /** How many items of each connection a search looks at: beyond it, totals and buckets are approximate. */
  searchCandidates: number
  latencyMs: number
  /** How many requests the log keeps, and how much of each body. */
  requestLogSize: number
  requestLogBodyBytes: number
  bodyLimitBytes: number
  /** Operations in flight per app and connection (CONTRACT 10). */
  inFlight: number
  /** Connections a tenant may hold: last published number, since withdrawn. */
  connectionsPerTenant: number
  /** Items a connection may hold before it becomes `limitExceeded`. */
  itemsPerConnection: number
  pageSize: number
  /** Refuse what Graph does not document instead of accepting what is known to work. */
  strict: boolean
  accessTokenSeconds: number
  codeSeconds: number
  refreshTokenSeconds: number
}

export const defaultSettings: Settings = {
  ...defaultSwitches,
  provisioningMs: 8000,
  deletionMs: 3000,
  indexMs: 0,
  indexWaitMs: 10_000,
  searchCandidates: 100_000,
  latencyMs: 0,
  requestLogSize: 1000,
  requestLogBodyBytes: 8000,
  bodyLimitBytes: 30_000_000,
  inFlight: 25,
  connectionsPerTenant: 30,
  itemsPerConnection: 5_000_000,
  pageSize: 100,
  strict: false,
  accessTokenSeconds: 3600,
  codeSeconds: 600,
  refreshTokenSeconds: 90 * 24 * 3600,
}
