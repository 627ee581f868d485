import { z } from 'zod'
import { AbortRules, rulesOf } from '../../model/sync/abort-rules'
import { getSource, saveAbortRules as save } from '../../sources/source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Sets when the runs of a connection stop by themselves. */
export const saveAbortRules = command({
  name: 'saveAbortRules',
  changes: 'console',
  permission: 'sync.configure',
  input: z.object({ connectionId: ConnectionId, rules: AbortRules }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, rules }) {
    before(rulesOf((await getSource(db, connectionId))?.abortRules ?? null))
    await save(db, connectionId, rules)
    after(rules)
  },
})
