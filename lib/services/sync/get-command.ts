import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { commands } from '../../db/schema'
import { workersAlive } from '../../jobs/heartbeat'
import { type CommandView, isOver, recordCount } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { query } from '../command'

/** How far it is with what was asked for of a connection. */
export const getCommand = query({
  name: 'getCommand',
  permission: 'connections.read',
  input: z.object({ commandId: z.uuid() }),
  on: async ({ commandId }, { db }) => (await find(db, commandId)).connectionId,
  async run({ db }, { commandId }): Promise<CommandView> {
    const row = await find(db, commandId)
    const { id, connectionId, status, records, result, problem, askedBy, askedAt, finishedAt } = row
    return {
      id,
      connectionId,
      status,
      records: recordCount(records),
      result,
      problem,
      waitsForWorker: !isOver(row) && !(await workersAlive(db)).alive,
      askedBy,
      askedAt: askedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    }
  },
})

async function find(db: Db, commandId: string) {
  const [row] = await db.select().from(commands).where(eq(commands.id, commandId))
  if (!row) throw new AppError('not-found', 'The console does not know this command.')
  return row
}
