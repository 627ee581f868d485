import { z } from 'zod'
import type { Db } from '../../db/open'
import { getWatchedOperation } from '../../operations/operations'
import { query } from '../command'

/** How far something is that takes Graph minutes. */
export const getOperation = query({
  name: 'getOperation',
  permission: 'connections.read',
  input: z.object({ operationId: z.string().max(100) }),
  on: ({ operationId }, { db }) => connectionOfOperation(db, operationId),
  run: ({ db }, { operationId }) => getWatchedOperation(db, operationId),
})

export const connectionOfOperation = async (db: Db, operationId: string) =>
  (await getWatchedOperation(db, operationId)).connectionId
