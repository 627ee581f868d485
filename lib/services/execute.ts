import type { z } from 'zod'
import { canSomewhere, need } from '../access/can'
import type { Db } from '../db/open'
import type { JobQueue } from '../jobs/queue'
import type { AppError } from '../platform/errors'
import { needAdmissible } from './admissible'
import { recordedLately, writeAudit } from './audit'
import type { Command, On, Query } from './command'
import type { Context } from './context'
import { Recording } from './recording'
import { invalidInput, problemOf, type Result } from './result'
import { noGraph } from './write-log'

export interface ExecuteOptions {
  /** A reason that the adapter has for refusing it, such as a foreign origin. */
  refusal?: AppError
  /** Throws what is the control flow of the adapter's framework (a redirect), which is no failure. */
  rethrow?: (error: unknown) => void
}

/**
 * Does a command, in this order: permission, input, the work, the audit log. A failure comes back as a value.
 */
export async function execute<S extends z.ZodType, T>(
  command: Command<S, T>,
  context: Context,
  raw: unknown,
  { refusal, rethrow }: ExecuteOptions = {},
): Promise<Result<T>> {
  const record = new Recording(command, context, raw)
  try {
    if (refusal) throw refusal
    const { input, connectionId } = await admit(command, context, raw)
    record.admit(command.target?.(input), connectionId)
    const work = command.changes === 'console' ? within : around
    return { ok: true, value: await work(command, context, record, input) }
  } catch (error) {
    try {
      rethrow?.(error)
    } catch (control) {
      await record.done()
      throw control
    }
    const problem = problemOf(error, context.requestId, command.name)
    await record.failed(problem)
    return { ok: false, problem }
  }
}

/** The change and its record in one transaction: both are there, or neither. */
const within = <S extends z.ZodType, T>(
  command: Command<S, T>,
  context: Context,
  { before, after, done }: Recording,
  input: z.output<S>,
): Promise<T> =>
  context.queue.transaction(async (db, add) => {
    const queue = { add, transaction: <R>(work: (tx: Db, adding: typeof add) => Promise<R>) => work(db, add) }
    const value = await command.run(
      {
        ...context,
        db,
        queue,
        configuration: noGraph(context.configuration, command.name),
        ingestion: noGraph(context.ingestion, command.name),
        before,
        after,
      },
      input,
    )
    await done(db)
    return value
  })

/**
 * The intent, the change at Graph, the outcome: a crash between them leaves a trace. Where Graph is only asked, the outcome is
 * part of the change.
 */
async function around<S extends z.ZodType, T>(
  command: Command<S, T>,
  context: Context,
  record: Recording,
  input: z.output<S>,
): Promise<T> {
  await record.begin()
  const { before, after, writes } = record
  const value = await command.run(
    {
      ...context,
      queue: command.changes === 'asked' ? recorded(context.queue, record) : context.queue,
      configuration: writes.watch(context.configuration),
      ingestion: writes.watch(context.ingestion),
      before,
      after,
    },
    input,
  )
  if (command.changes === 'asked') record.needDone()
  await record.done()
  return value
}

/** A queue whose transaction ends with the record of what it changes. */
const recorded = (queue: JobQueue, record: Recording): JobQueue => ({
  ...queue,
  transaction: (work) =>
    queue.transaction(async (tx, add) => {
      const value = await work(tx, add)
      await record.done(tx)
      return value
    }),
})

/** Does a query. Throws `forbidden`, `invalid`, and whatever the work throws. */
export async function ask<S extends z.ZodType, T>(
  query: Query<S, T>,
  context: Context,
  raw: unknown,
): Promise<T> {
  const { input, connectionId } = await admit(query, context, raw)
  const value = await query.run(context, input)
  if (query.reveals?.(value)) {
    const { actor, requestId } = context
    const entry = {
      account: actor,
      action: query.name,
      target: connectionId,
      input: query.told?.(input) ?? raw,
      requestId,
    }
    if (!query.polled || !(await recordedLately(context.db, entry)))
      await writeAudit(context.db, { ...entry, outcome: 'done' })
  }
  return value
}

type Guarded<S extends z.ZodType> = Pick<Command<S>, 'permission' | 'input'> & { on: On<z.output<S>> }

/** The input of whoever may do it where the input says. Nobody else learns what is wrong with theirs. */
async function admit<S extends z.ZodType>(
  { permission, input, on }: Guarded<S>,
  context: Context,
  raw: unknown,
): Promise<{ input: z.output<S>; connectionId?: string }> {
  if (!canSomewhere(context.actor, permission)) need(context.actor, permission)
  needAdmissible(raw)
  const parsed = input.safeParse(raw)
  if (!parsed.success) throw invalidInput(parsed.error)
  if (on === 'anywhere') return { input: parsed.data }
  const connectionId = on === 'tenant' ? undefined : await on(parsed.data, context)
  need(context.actor, permission, { connectionId })
  return { input: parsed.data, connectionId }
}
