import { z } from 'zod'
import type { Graph } from '../../graph/client'
import { getItem } from '../../graph/items'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

const atOnce = 8

/** Asks Graph which of these items are there. Reads only; it is no query because an action carries the ids. */
export const checkItems = command({
  name: 'checkItems',
  permission: 'connections.read',
  input: z.object({
    connectionId: ConnectionId,
    itemIds: z.array(z.string().min(1).max(512)).min(1).max(100, 'Up to 100 items are looked up at once.'),
  }),
  on: ({ connectionId }) => connectionId,
  quiet: true,
  changes: 'nothing',
  async run({ ingestion }, { connectionId, itemIds }) {
    const found: Record<string, 'exists' | 'missing'> = {}
    const open = [...new Set(itemIds)]
    const work = async () => {
      for (let id = open.pop(); id !== undefined; id = open.pop())
        found[id] = (await isThere(ingestion, connectionId, id)) ? 'exists' : 'missing'
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return found
  },
})

/** An id that Graph does not even take as one is of no item. */
async function isThere(graph: Graph, connectionId: string, itemId: string) {
  try {
    await getItem(graph, connectionId, itemId)
    return true
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'invalid')) return false
    throw error
  }
}
