import type { Graph } from '../graph/client'
import { deleteItem } from '../graph/items'
import { AppError } from '../platform/errors'
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

interface Deleted {
  /** Those that are gone. */
  done: string[]
  /** Why others were not deleted, each for itself. */
  refused: AppError[]
  /** What ended it before the last of them. */
  failure: unknown
}

/** After so many refusals in a row it is not the items. */
const outage = 10

/** Deletes items at Graph. One that Graph refuses keeps no other from being deleted. */
export async function deleteItems(
  { ingestion, lease, pool, stopped }: Deleting,
  connectionId: string,
  itemIds: readonly string[],
): Promise<Deleted> {
  const flight = new Flight(pool)
  const call = underLease({ lease, pool, stopped })
  const done: string[] = []
  const refused: AppError[] = []
  let failure: unknown
  let inARow = 0
  for (const itemId of itemIds) {
    if (pool.isFull) await flight.room(stopped)
    if (failure || stopped.aborted) break
    flight.start(async () => {
      try {
        await deleteItem(ingestion, connectionId, itemId, call)
        pool.succeeded()
        done.push(itemId)
        inARow = 0
      } catch (error) {
        if (error instanceof AppError) refused.push(error)
        if (!(error instanceof AppError) || ++inARow >= outage) failure ??= error
      }
    })
  }
  await flight.idle()
  return { done, refused, failure: failure ?? stopped.reason }
}
