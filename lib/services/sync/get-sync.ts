import { z } from 'zod'
import { query } from '../command'
import { connectionOfSync, listSyncErrors as errorsOf, getSyncView } from './views'

/** How far a run is. */
export const getSync = query({
  name: 'getSync',
  permission: 'connections.read',
  input: z.object({ syncId: z.string().max(100) }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  run: ({ db }, { syncId }) => getSyncView(db, syncId),
})

/** A page of the rows that failed, of one cause or of all, and the causes with their counts. */
export const listSyncErrors = query({
  name: 'listSyncErrors',
  permission: 'connections.read',
  input: z.object({
    syncId: z.uuid(),
    page: z.coerce.number().int().min(1).default(1),
    code: z.string().max(200).optional(),
  }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  run: ({ db }, { syncId, ...which }) => errorsOf(db, syncId, which),
})
