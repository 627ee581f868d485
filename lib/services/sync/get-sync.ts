import { z } from 'zod'
import { AppError } from '../../platform/errors'
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

/** A page of the rows that failed, of one cause or of all, with some text or any, and all causes with their counts. */
export const listSyncErrors = query({
  name: 'listSyncErrors',
  permission: 'connections.read',
  input: z.object({
    syncId: z.uuid(),
    page: z.coerce.number().int().min(1).default(1),
    code: z.string().max(200).optional(),
    words: z.string().trim().max(200).optional(),
  }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId, ...which }) {
    const { db } = context
    const shown = await shownTo(context, await connectionOfSync(db, syncId))
    if (shown === 'masked' && which.words)
      throw new AppError('forbidden', 'Only who may read the contents of people data can search in it.')
    const page = await errorsOf(db, syncId, which)
    const personal = shown === 'personal' && page.errors.length > 0
    if (shown !== 'masked') return { ...page, personal, masked: false }
    const quiet = <T extends { code: string }>(error: T) => ({ ...error, message: unquoted(error.code) })
    return {
      ...page,
      personal,
      masked: true,
      groups: page.groups.map(quiet),
      errors: page.errors.map((error) => ({ ...quiet(error), itemId: maskedText(error.itemId) })),
    }
  },
  reveals: ({ personal }) => personal,
  polled: true,
})
