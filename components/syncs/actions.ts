'use server'

import { z } from 'zod'
import { database } from '@/lib/db/open'
import { Mapping } from '@/lib/model/mapping/mapping'
import { allows } from '@/lib/model/role'
import * as runs from '@/lib/services/sync/start'
import { needSavedMapping } from '@/lib/sources/saved-mapping'
import { adminAction } from '@/lib/web/admin-action'

const Source = z.object({ connectionId: z.string().min(1), uploadId: z.uuid(), mapping: Mapping })

export const saveMapping = adminAction(
  'Admin',
  Source,
  async ({ admin, db }, source) => {
    await runs.saveSource(db, { ...source, savedBy: admin.username })
  },
  { audit: 'saveMapping' },
)

/** Starts a run of this file with this mapping, which becomes the saved one. */
export const startSync = adminAction(
  'Operator',
  Source,
  async ({ admin, db, graph }, source) => {
    const { connectionId, mapping } = source
    if (!allows(admin.role, 'Admin')) await needSavedMapping(db, connectionId, mapping)
    await runs.saveSource(db, { ...source, savedBy: admin.username })
    const opened = await database()
    return { syncId: await runs.startSync({ opened, graph }, { connectionId, startedBy: admin.username }) }
  },
  { audit: 'startSync' },
)

const Run = z.object({ syncId: z.uuid() })

export const cancelSync = adminAction('Operator', Run, ({ db }, { syncId }) => runs.cancelSync(db, syncId), {
  audit: 'cancelSync',
})
