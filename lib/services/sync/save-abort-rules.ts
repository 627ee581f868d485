import { z } from 'zod'
import { AbortRules } from '../../model/sync/abort-rules'
import { SourceHolds } from '../../model/sync/source'
import { getAbortRules, saveAbortRules as save } from '../../sources/abort-rules'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Sets when the runs of a connection stop by themselves: those of its items, or those of its groups. */
export const saveAbortRules = command({
  name: 'saveAbortRules',
  changes: 'console',
  permission: 'sync.configure',
  input: z.object({
    connectionId: ConnectionId,
    rules: AbortRules,
    /** Whose runs. */
    holds: SourceHolds.default('items'),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, rules, holds }) {
    before({ holds, ...(await getAbortRules(db, connectionId, holds)) })
    await save(db, connectionId, rules, holds)
    after({ holds, ...rules })
  },
})
