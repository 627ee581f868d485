import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { commands } from '../../db/schema'
import { workersAlive } from '../../jobs/heartbeat'
import { type CommandResult, type CommandView, isOver, recordCount } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { maskedText, shownTo, unquoted } from './people-data'

/** How far it is with what was asked for of a connection. */
export const getCommand = query({
  name: 'getCommand',
  permission: 'connections.read',
  input: z.object({ commandId: z.uuid() }),
  on: async ({ commandId }, { db }) => (await find(db, commandId)).connectionId,
  async run(context, { commandId }): Promise<CommandView & { personal: boolean }> {
    const { db } = context
    const row = await find(db, commandId)
    const { id, connectionId, status, records, problem, askedBy, askedAt, finishedAt } = row
    const shown = await shownTo(context, connectionId)
    const result = row.result && shown === 'masked' ? maskedResult(row.result) : row.result
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
      personal: shown === 'personal' && result !== null,
    }
  },
  reveals: ({ personal }) => personal,
  polled: true,
})

/** Ids and messages may name people; how each step ended stays. */
const maskedResult = (result: CommandResult): CommandResult => ({
  ...result,
  failures: result.failures.map((one) => ({
    ...one,
    itemId: maskedText(one.itemId),
    message: one.message && unquoted('invalid-value'),
  })),
  trace: result.trace && {
    ...result.trace,
    itemId: maskedText(result.trace.itemId),
    steps: result.trace.steps.map((step) =>
      step.outcome === 'failed' || step.outcome === 'warn'
        ? { ...step, text: unquoted('invalid-value') }
        : step,
    ),
  },
})

async function find(db: Db, commandId: string) {
  const [row] = await db.select().from(commands).where(eq(commands.id, commandId))
  if (!row) throw new AppError('not-found', 'The console does not know this command.')
  return row
}
