import { pause } from '../platform/retry'
import { toWait } from './failure'
import { path } from './path'

/** Until when Graph has asked to send nothing, by a clock of this process that nobody can set. */
export interface Hold {
  until: number
}

const holds = new WeakMap<object, Map<string, Hold>>()

/** Many more than there are connections: what is asked for may be any address. */
const mostKept = 1_000

/** The hold of a part of this Graph: it outlives the call and the run that were asked to wait. */
export function holdOf(graph: object, scope: string): Hold {
  const known = holds.get(graph) ?? new Map<string, Hold>()
  holds.set(graph, known)
  if (known.size >= mostKept) for (const [name, hold] of known) if (left(hold) <= 0) known.delete(name)
  const hold = known.get(scope) ?? { until: 0 }
  known.set(scope, hold)
  return hold
}

/** Items, groups and activities of a connection share what Graph allows there (docs/graph-contract.md#throttle-in-flight). */
export const itemsOf = (connectionId: string) => path`/external/connections/${connectionId}/items`

/** The connection, as it stands in the address, whose items, groups or activities an address is about. */
export function connectionOf(address: string): string | undefined {
  const [, id, part] = /^\/external\/connections\/([^/?]+)\/(\w+)/.exec(address) ?? []
  return id && part && !ofConfiguration.has(part) ? id : undefined
}

const ofConfiguration = new Set(['schema', 'operations'])

/** What a wait concerns that was asked for at this address: a connection, what is in it, or one kind of resource. */
export function scopeOf(address: string): string {
  const connectionId = connectionOf(address)
  if (connectionId) return itemsOf(connectionId)
  const [at = ''] = /^\/external\/connections(?:\/[^/?]+)?/.exec(address) ?? /^\/[^/?]*/.exec(address) ?? []
  return at
}

/**
 * Waits until Graph may be asked again. A wait that is longer than the caller can afford is told instead, so that nobody who
 * comes back every few seconds asks every few seconds.
 */
export async function untilFree(hold: Hold, waitMs: number, signal?: AbortSignal): Promise<void> {
  for (let ms = left(hold); ms > 0; ms = left(hold)) {
    if (ms > waitMs) throw toWait(ms)
    await pause(ms, signal)
  }
}

const left = ({ until }: Hold) => until - performance.now()
