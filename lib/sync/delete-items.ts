import type { Graph } from '../graph/client'
import { deleteItem } from '../graph/items'
import { Flight } from './flight'
import type { Lease } from './lease'
import type { Pool } from './pool'
import { underLease } from './under-lease'

interface Deleting {
  ingestion: Graph
  lease: Lease
  pool: Pool
  /** Aborted when it has to stop. */
  stopped: AbortSignal
}

/** Deletes items at Graph. Answers which are gone, and what ended it before the last of them. */
export async function deleteItems(
  { ingestion, lease, pool, stopped }: Deleting,
  connectionId: string,
  itemIds: readonly string[],
): Promise<{ done: string[]; failure: unknown }> {
  const flight = new Flight(pool)
  const call = underLease({ lease, pool, stopped })
  const done: string[] = []
  let failure: unknown
  for (const itemId of itemIds) {
    if (pool.isFull) await flight.room(stopped)
    if (failure || stopped.aborted) break
    flight.start(async () => {
      try {
        await deleteItem(ingestion, connectionId, itemId, call)
        pool.succeeded()
        done.push(itemId)
      } catch (error) {
        failure ??= error
      }
    })
  }
  await flight.idle()
  return { done, failure: failure ?? stopped.reason }
}
