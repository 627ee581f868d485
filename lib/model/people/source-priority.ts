import type { ExternalConnection } from '../connection/connection'
import type { ProfilePropertySetting, ProfileSource } from './profile-source'
import { entraSourceId, sourceIdOf } from './source-url'

/** An entry of the prioritized list, joined with what it points at. */
export interface PriorityRow {
  /** The entry exactly as it is in the list. */
  url: string
  sourceId: string | null
  name: string
  webUrl: string | null
  kind: 'entra' | 'connection' | 'stale' | 'foreign'
}

export interface SourcePriority {
  rows: PriorityRow[]
  /** Registered, but not in the list: their data has no rank. */
  unlisted: ProfileSource[]
  /** People connections that are ready and have no profile source yet. */
  candidates: ExternalConnection[]
  /** People connections that cannot be registered yet, with the reason. */
  waiting: ExternalConnection[]
}

/**
 * Joins the prioritized list with the registered sources and the connections
 * (docs/graph-contract.md#setting-urls). Entries are matched by source id, as Graph's answers spell their
 * URLs in three ways.
 */
export function joinPriority(
  setting: ProfilePropertySetting | null,
  sources: ProfileSource[],
  connections: ExternalConnection[],
): SourcePriority {
  const byId = new Map(sources.map((source) => [source.sourceId, source]))
  const urls = setting?.prioritizedSourceUrls ?? []
  const rows = urls.map((url) => row(url, byId))
  const listed = new Set(rows.map((entry) => entry.sourceId))
  const people = connections.filter(
    (connection) => connection.contentCategory === 'people' && !byId.has(connection.id),
  )
  return {
    rows,
    unlisted: sources.filter((source) => !listed.has(source.sourceId)),
    candidates: people.filter((connection) => connection.state === 'ready'),
    waiting: people.filter((connection) => connection.state !== 'ready'),
  }
}

function row(url: string, sources: Map<string, ProfileSource>): PriorityRow {
  const sourceId = sourceIdOf(url)
  if (sourceId === null) return { url, sourceId, name: url, webUrl: null, kind: 'foreign' }
  const source = sources.get(sourceId)
  const webUrl = source?.webUrl ?? null
  if (sourceId === entraSourceId) {
    return { url, sourceId, name: source?.displayName ?? 'Microsoft Entra ID', webUrl, kind: 'entra' }
  }
  if (source) return { url, sourceId, name: source.displayName, webUrl, kind: 'connection' }
  return { url, sourceId, name: sourceId, webUrl, kind: 'stale' }
}

/**
 * The order of `theirs` with the rows moved that were moved between `seen` and `mine`: each follows the row that it
 * follows in `mine`. Rows added in `theirs` keep their place, and rows removed there stay removed.
 */
export function mergeOrder(
  seen: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] {
  const stayed = new Set(longestCommon(seen, mine))
  const there = new Set(theirs)
  const merged = theirs.filter((url) => stayed.has(url) || !mine.includes(url))
  let before: string | undefined
  for (const url of mine) {
    if (!there.has(url)) continue
    if (!stayed.has(url)) merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, url)
    before = url
  }
  return merged
}

/** The order of `mine` for every row of `theirs`; a row that `mine` lacks follows the row that it follows in `theirs`. */
export function mineOver(mine: readonly string[], theirs: readonly string[]): string[] {
  const there = new Set(theirs)
  const order = mine.filter((url) => there.has(url))
  for (const [place, url] of theirs.entries()) {
    if (order.includes(url)) continue
    const before = theirs[place - 1]
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, url)
  }
  return order
}

/** The longest run of entries that stand in the same order in both, so that as few as possible count as moved. */
function longestCommon(one: readonly string[], other: readonly string[]): string[] {
  let previous: string[][] = other.map(() => []).concat([[]])
  for (const url of one) {
    const row: string[][] = [[]]
    for (const [index, candidate] of other.entries()) {
      const up = previous[index + 1] ?? []
      const left = row[index] ?? []
      const both = [...(previous[index] ?? []), url]
      row.push(candidate === url ? both : up.length >= left.length ? up : left)
    }
    previous = row
  }
  return previous.at(-1) ?? []
}

/** The rows with those in `urls` moved, in their order, to before or after the row of `target`. */
export function moveEntries(
  rows: PriorityRow[],
  urls: ReadonlySet<string>,
  target: string,
  position: 'before' | 'after' | 'on',
): PriorityRow[] {
  if (urls.has(target)) return rows
  const moved = rows.filter(({ url }) => urls.has(url))
  const rest = rows.filter(({ url }) => !urls.has(url))
  const index = rest.findIndex(({ url }) => url === target) + (position === 'after' ? 1 : 0)
  return rest.toSpliced(index, 0, ...moved)
}
