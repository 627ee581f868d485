import { z } from 'zod'
import { findDraft } from '../../operations/schema-drafts'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'

/** What the schema editor starts from: the schema that Graph answers and the draft, each null when there is none. */
export const readSchema = query({
  name: 'readSchema',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration }, { connectionId }) {
    const [{ value: answered }, draft] = await Promise.all([
      readSchemaOf({ db, configuration }, connectionId),
      findDraft(db, connectionId),
    ])
    return { answered, draft }
  },
})
