import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { alertRules } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { command } from '../command'

/** Nobody is told by this rule any more. */
export const deleteAlertRule = command({
  name: 'deleteAlertRule',
  changes: 'console',
  permission: 'alerts.edit',
  input: z.object({ id: z.uuid() }),
  on: 'tenant',
  async run({ db, before, after }, { id }) {
    const [deleted] = await db.delete(alertRules).where(eq(alertRules.id, id)).returning()
    if (!deleted) throw new AppError('not-found', 'There is no such rule. Somebody may have deleted it.')
    const { secret: _, ...known } = deleted
    before(known)
    after(null)
  },
})
