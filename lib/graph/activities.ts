import { z } from 'zod'
import type { ActivityType } from '../model/items/activity'
import { AppError } from '../platform/errors'
import { type Graph, path } from './client'

const Results = z.looseObject({
  value: z.array(z.looseObject({ error: z.looseObject({ message: z.string().nullish() }).nullish() })),
})

interface NewActivity {
  type: ActivityType
  startDateTime: string
  userId: string
}

/**
 * Adds what somebody did with an item. Sent twice it counts twice, so a call that may have arrived is not tried again
 * (docs/graph-contract.md#add-activities).
 */
export async function addActivity(
  graph: Graph,
  connectionId: string,
  itemId: string,
  { type, startDateTime, userId }: NewActivity,
): Promise<void> {
  const activity = {
    '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
    type,
    startDateTime,
    performedBy: { type: 'user', id: userId },
  }
  const address = path`/external/connections/${connectionId}/items/${itemId}/addActivities`
  const { body } = await graph.call('post', address, { activities: [activity] }, { retry: false })
  // The call succeeds, with 207, when what it holds does not.
  const error = Results.parse(body).value.find((result) => result.error)?.error
  if (error) throw new AppError('invalid', error.message ?? 'Graph did not take it and does not say why.')
}
