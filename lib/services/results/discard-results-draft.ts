import { z } from 'zod'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import * as drafts from './drafts'

export const discardResultsDraft = command({
  name: 'discardResultsDraft',
  permission: 'results.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId }) {
    before((await drafts.findResultsDraft(db, connectionId))?.templates ?? null)
    await drafts.dropResultsDraft(db, connectionId)
    after(null)
    return null
  },
})
