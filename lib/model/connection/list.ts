import type { Debt } from '../debts/debt'
import type { WatchedKind, WatchedStatus } from '../operation'
import type { RunPhase } from '../sync/run-type'
import type { KnownSource } from '../sync/source-title'
import { isMoving as isSyncing, type SyncStatus } from '../sync/status'
import type { SyncCounts } from '../sync/sync'
import type { ConnectionState } from './connection'

export interface LastSync {
  id: string
  status: SyncStatus
  counts: SyncCounts
  at: string
  /** How many indexed items its source did not hold; null until it was read to its end. */
  notHeld?: number | null
  /** What it did last. */
  phase?: RunPhase
}

/** What the console knows of a connection and Graph does not tell. Times are ISO 8601. */
export interface ConnectionFacts {
  items: number
  sync: LastSync | null
  /** The last run that was not cancelled before anything failed: what failed in it is still not in Graph. */
  outcome: LastSync | null
  /** Items that have to be sent again. */
  debts: Debt[]
  /** Records that runs have given up, so that a person has to look at them. */
  stuck?: number
  /** Groups with changes that Graph has refused. */
  refusedGroups?: number
  operations: Partial<Record<WatchedKind, { id: string; status: WatchedStatus; startedAt: string }>>
  source: KnownSource | null
}

/** Graph's state, or what is happening to the connection on top of it. */
export type ShownState =
  | Exclude<ConnectionState, 'unknownFutureValue'>
  | 'unknown'
  | 'provisioning'
  | 'schemaFailed'
  | 'deleting'
  | 'deletionFailed'

export interface ConnectionRow extends ConnectionFacts {
  id: string
  name: string
  kind: 'content' | 'people'
  state: ShownState
  /** Why an admin should look at it, or null. */
  attention: string | null
}

export const isMoving = ({ state, sync }: ConnectionRow) =>
  state === 'provisioning' || state === 'deleting' || (sync !== null && isSyncing(sync))

const sortKeys = ['name', 'kind', 'state', 'items', 'sync'] as const
export type SortKey = (typeof sortKeys)[number]

export interface ListView {
  q: string
  kind: 'content' | 'people' | null
  state: ShownState | null
  attention: boolean
  sort: SortKey
  descending: boolean
}

/** The view that the address asks for; what it does not understand, it leaves out. */
export function readView(query: { get(name: string): string | null }): ListView {
  const sort = query.get('sort') ?? 'name'
  const kind = query.get('kind')
  const state = query.get('state')
  return {
    q: query.get('q') ?? '',
    kind: kind === 'content' || kind === 'people' ? kind : null,
    state: shownStates.find((known) => known === state) ?? null,
    attention: query.get('show') === 'attention',
    sort: sortKeys.find((key) => key === sort.replace(/^-/, '')) ?? 'name',
    descending: sort.startsWith('-'),
  }
}

export const shownStates = [
  'draft',
  'provisioning',
  'schemaFailed',
  'ready',
  'limitExceeded',
  'obsolete',
  'unknown',
  'deleting',
  'deletionFailed',
] as const satisfies readonly ShownState[]

export function applyView(rows: readonly ConnectionRow[], view: ListView): ConnectionRow[] {
  const q = view.q.trim().toLowerCase()
  const matching = rows.filter(
    (row) =>
      (q === '' || row.name.toLowerCase().includes(q) || row.id.toLowerCase().includes(q)) &&
      (view.kind === null || row.kind === view.kind) &&
      (view.state === null || row.state === view.state) &&
      (!view.attention || row.attention !== null),
  )
  const direction = view.descending ? -1 : 1
  return matching.sort((one, other) => direction * compare[view.sort](one, other) || compare.name(one, other))
}

const compare: Record<SortKey, (one: ConnectionRow, other: ConnectionRow) => number> = {
  name: (one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }),
  kind: (one, other) => one.kind.localeCompare(other.kind),
  state: (one, other) => shownStates.indexOf(one.state) - shownStates.indexOf(other.state),
  items: (one, other) => one.items - other.items,
  sync: (one, other) => (one.sync?.at ?? '').localeCompare(other.sync?.at ?? ''),
}
