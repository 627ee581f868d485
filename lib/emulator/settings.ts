import { Wrong, wholeNumber } from './kernel/wrong'
import { variableOf } from './switches/switch'
import { defaultSwitches, type Switches, switches, switchesFrom } from './switches/switches'

/** Settings that can be changed while the tenant runs. Times are milliseconds of the tenant's clock. */
export type Settings = Switches & {
  provisioningMs: number
  deletionMs: number
  /** How long after it was written an item shows up in search. */
  indexMs: number
  /** How long, of real time, a search waits for an index that is behind. */
  indexWaitMs: number
  /** How many items of each connection a search looks at: beyond it, totals and buckets are approximate. */
  searchCandidates: number
  /** Time added to each Graph request. */
  latencyMs: number
  /** How long after its creation an object is not found: parts of Graph answer from replicas. */
  connectionVisibleMs: number
  itemVisibleMs: number
  groupVisibleMs: number
  profileSourceVisibleMs: number
  profileSettingVisibleMs: number
  /** How long Graph takes for a request. With 0, a client never has two requests in flight. */
  serviceMs: number
  /** How many requests the log keeps, and how much of each body. */
  requestLogSize: number
  requestLogBodyBytes: number
  bodyLimitBytes: number
  /** Operations in flight per app and connection (docs/graph-contract.md#throttle-in-flight). */
  inFlight: number
  /** How many requests an app may send in a window of time. */
  throttleRequests: number
  throttleWindowMs: number
  /** How many requests about external groups all apps together may send (docs/graph-contract.md#group-rate). */
  groupRequestsPerSecond: number
  /** Connections a tenant may hold: last published number, since withdrawn. */
  connectionsPerTenant: number
  externalGroupsPerTenant: number
  /** Items a connection may hold before it becomes `limitExceeded`. */
  itemsPerConnection: number
  /** How old `ingestedItemsCount` may be. */
  ingestedCountRefreshMs: number
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
  connectionVisibleMs: 0,
  itemVisibleMs: 0,
  groupVisibleMs: 0,
  profileSourceVisibleMs: 0,
  profileSettingVisibleMs: 0,
  serviceMs: 50,
  requestLogSize: 1000,
  requestLogBodyBytes: 8000,
  bodyLimitBytes: 30_000_000,
  inFlight: 25,
  throttleRequests: 130_000,
  throttleWindowMs: 10_000,
  groupRequestsPerSecond: 1000,
  connectionsPerTenant: 30,
  externalGroupsPerTenant: 100_000,
  itemsPerConnection: 5_000_000,
  ingestedCountRefreshMs: 900_000,
  pageSize: 100,
  strict: false,
  accessTokenSeconds: 3600,
  codeSeconds: 600,
  refreshTokenSeconds: 90 * 24 * 3600,
}

/** Throws Wrong when there is no such setting, or it cannot have this value. */
export function checkSetting(name: string, value: unknown, shown = name) {
  const known = Object.hasOwn(defaultSettings, name) ? defaultSettings[name as keyof Settings] : undefined
  if (known === undefined) throw new Wrong(`There is no setting ${name}.`)
  const values: readonly unknown[] | undefined = switches.find((one) => one.name === name)?.values
  if (values && !values.includes(value)) throw new Wrong(`${shown} is one of ${values.join(', ')}.`)
  if (typeof value !== typeof known) throw new Wrong(`${shown} is a ${typeof known}.`)
  if (typeof value === 'number') wholeNumber(value, shown)
  if (name === 'pageSize' && value === 0) throw new Wrong(`${shown} is at least 1.`)
}

/** The settings from the environment. Throws a sentence for a value that is not allowed. */
export function settingsFrom(env: Record<string, string | undefined>): Partial<Settings> {
  const switchNames = new Set<string>(switches.map(({ name }) => name))
  const set = Object.entries(defaultSettings).flatMap(([name, otherwise]) => {
    const variable = variableOf(name)
    const text = switchNames.has(name) ? undefined : env[variable]?.trim()
    if (!text) return []
    const value = typeof otherwise === 'boolean' ? /^(?:1|true|yes|on)$/i.test(text) : Number(text)
    checkSetting(name, value, variable)
    return [[name, value] as const]
  })
  return { ...Object.fromEntries(set), ...switchesFrom(env) }
}
