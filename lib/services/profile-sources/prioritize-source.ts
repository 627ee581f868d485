import { z } from 'zod'
import * as graph from '../../graph/profile-sources'
import { command } from '../command'

/** Gives a registered source the first or the last place of the prioritized list. */
export const prioritizeSource = command({
  name: 'prioritizeSource',
  permission: 'profileSources.reorder',
  input: z.object({ sourceId: z.string().min(1).max(128), place: z.enum(['first', 'last']) }),
  on: 'tenant',
  target: ({ sourceId }) => sourceId,
  async run({ configuration, before, after }, { sourceId, place }) {
    const order = await graph.prioritizeSource(configuration, sourceId, place)
    before(order.before)
    after(order.after)
  },
})
