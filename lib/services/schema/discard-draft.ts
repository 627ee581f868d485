import { z } from 'zod'
import * as drafts from '../../operations/schema-drafts'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

export const discardDraft = command({
  name: 'discardDraft',
  changes: 'console',
  permission: 'schema.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId }) {
    before((await drafts.findDraft(db, connectionId))?.schema ?? null)
    await drafts.discardDraft(db, connectionId)
    after(null)
    return null
  },
})
