import type { Db } from '../db/open'
import type { Graph } from '../graph/client'
import { connectionOf, holdOf, itemsOf } from '../graph/holds'
import { KeptHold } from './kept-hold'

/**
 * Graph for what somebody asks of a connection beside its runs, which may be in another process: it waits as long as Graph
 * has asked any of them to, and tells them when it is asked itself. Made for one request, it looks once.
 */
export function heldGraph(graph: Graph, db: Db): Graph {
  const holds = new Map<string, Promise<KeptHold>>()
  const look = async (connectionId: string) => {
    const hold = new KeptHold(db, connectionId, holdOf(graph, itemsOf(connectionId)))
    await hold.read()
    return hold
  }
  return {
    async call(method, path, body, options = {}) {
      const connectionId = connectionOf(path)
      if (!connectionId) return await graph.call(method, path, body, options)
      const looked = holds.get(connectionId) ?? look(connectionId)
      holds.set(connectionId, looked)
      const hold = await looked
      const onThrottle: typeof options.onThrottle = (throttle) => {
        options.onThrottle?.(throttle)
        if (throttle.asked) hold.grew()
      }
      return await graph.call(method, path, body, { ...options, onThrottle }).finally(() => hold.settled())
    },
  }
}
