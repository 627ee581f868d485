import { z } from 'zod'
import { query } from '../command'
import { maskedText, shownTo, unquoted } from './people-data'
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
  async run(context, { syncId, ...which }) {
    const { db } = context
    const [page, shown] = await Promise.all([
      errorsOf(db, syncId, which),
      connectionOfSync(db, syncId).then((connectionId) => shownTo(context, connectionId)),
    ])
    const personal = shown === 'personal' && page.errors.length > 0
    if (shown !== 'masked') return { ...page, personal }
    const quiet = <T extends { code: string }>(error: T) => ({ ...error, message: unquoted(error.code) })
    return {
      ...page,
      personal,
      groups: page.groups.map(quiet),
      errors: page.errors.map((error) => ({ ...quiet(error), itemId: maskedText(error.itemId) })),
    }
  },
  reveals: ({ personal }) => personal,
  polled: true,
})
