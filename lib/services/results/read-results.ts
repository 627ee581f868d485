import { z } from 'zod'
import { asProblem } from '../../platform/errors'
import { isTransient } from '../../platform/retry'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'
import { listCheckedSteps } from './checked-steps'
import { findResultsDraft } from './drafts'

/**
 * What the editor of templates starts from: schema and draft, each null when there is none, and the checklist. With
 * `schemaProblem`, Graph does not answer, and the console has never read the schema.
 */
export const readResults = query({
  name: 'readResults',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration, clock }, { connectionId }) {
    const [read, draft, confirmations] = await Promise.all([
      readSchemaOf({ db, configuration }, connectionId).then(
        ({ value }) => ({ schema: value, schemaProblem: null }),
        (error: unknown) => {
          if (!isTransient(error)) throw error
          return { schema: null, schemaProblem: asProblem(error) }
        },
      ),
      findResultsDraft(db, connectionId),
      listCheckedSteps(db, connectionId),
    ])
    return { ...read, draft, confirmations, now: clock().toISOString() }
  },
})
