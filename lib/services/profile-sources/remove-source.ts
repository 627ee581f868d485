import { z } from 'zod'
import { deleteProfileSource, findProfileSource, removeFromPriority } from '../../graph/profile-sources'
import { command } from '../command'

/** Takes a source out of the list first, then unregisters it: the other way round leaves a stale entry. */
export const removeSource = command({
  name: 'removeSource',
  permission: 'profileSources.remove',
  input: z.object({ sourceId: z.string().min(1).max(128), registered: z.boolean() }),
  on: 'tenant',
  target: ({ sourceId }) => sourceId,
  async run({ configuration, before, after }, { sourceId, registered }) {
    const source = registered ? await findProfileSource(configuration, sourceId) : null
    before({ source })
    const order = await removeFromPriority(configuration, sourceId)
    before({ source, order: order.before })
    if (registered) await deleteProfileSource(configuration, sourceId)
    after({ source: null, order: order.after })
  },
})
