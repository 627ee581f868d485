import { z } from 'zod'
import * as graph from '../../graph/profile-sources'
import { command } from '../command'

const Urls = z.array(z.string().max(2000)).max(1000)

/** Writes the prioritized list, unless it is no longer the one that the admin saw. */
export const reorderSources = command({
  name: 'reorderSources',
  permission: 'profileSources.reorder',
  input: z.object({ seen: Urls, wanted: Urls }),
  on: 'tenant',
  async run({ configuration, before, after }, order) {
    before(order.seen)
    await graph.reorderSources(configuration, order)
    after(order.wanted)
  },
})
