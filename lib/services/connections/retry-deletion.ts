import { z } from 'zod'
import * as deletions from '../../operations/deletions'
import { findRow } from '../../operations/operations'
import { command } from '../command'
import { connectionOfOperation } from '../operations/get-operation'

/** Goes on with a deletion that failed, at the step where it stood. */
export const retryDeletion = command({
  name: 'retryDeletion',
  changes: 'console',
  permission: 'connections.delete',
  input: z.object({ operationId: z.uuid() }),
  on: ({ operationId }, { db }) => connectionOfOperation(db, operationId),
  async run({ db, queue, before, after }, { operationId }) {
    const row = await findRow(db, operationId)
    before({ deletion: row?.status, steps: row?.steps, problem: row?.problem?.message })
    await deletions.retryDeletion({ queue }, operationId)
    after({ deletion: 'inprogress' })
    return { operationId }
  },
})
