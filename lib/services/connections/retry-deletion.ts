import { z } from 'zod'
import * as deletions from '../../operations/deletions'
import { command } from '../command'
import { connectionOfOperation } from '../operations/get-operation'

/** Goes on with a deletion that failed, at the step where it stood. */
export const retryDeletion = command({
  name: 'retryDeletion',
  permission: 'connections.delete',
  input: z.object({ operationId: z.uuid() }),
  on: ({ operationId }, { db }) => connectionOfOperation(db, operationId),
  async run({ queue }, { operationId }) {
    await deletions.retryDeletion({ queue }, operationId)
    return { operationId }
  },
})
