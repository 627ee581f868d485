import { z } from 'zod'
import { deleteProfileSource, removeFromPriority } from '../../graph/profile-sources'
import { command } from '../command'

/** Takes a source out of the list first, then unregisters it: the other way round leaves a stale entry. */
export const removeSource = command({
  name: 'removeSource',
  permission: 'profileSources.remove',
  input: z.object({ sourceId: z.string().min(1).max(128), registered: z.boolean() }),
  on: 'tenant',
  target: ({ sourceId }) => sourceId,
  async run({ configuration }, { sourceId, registered }) {
    await removeFromPriority(configuration, sourceId)
    if (registered) await deleteProfileSource(configuration, sourceId)
  },
})
