import type { z } from 'zod'
import { canSomewhere, need } from '../access/can'
import type { Graph } from '../graph/client'
import type { AppError } from '../platform/errors'
import { needAdmissible } from './admissible'
import { type Outcome, writeAudit } from './audit'
import type { Command, On, Query } from './command'
import type { Context } from './context'
import { invalidInput, problemOf, type Result } from './result'

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
  const writes = new WriteLog()
  const kept: { before?: unknown; after?: unknown } = {}
  let target: string | undefined

  const end = async (outcome: Outcome, failure?: { message: string; graphRequestId?: string }) => {
    if (command.quiet && outcome === 'done') return
    await writeAudit(context.db, {
      account: context.actor,
      action: command.name,
      target: target ?? targetOf(raw),
      input: Object.keys(kept).length > 0 ? { input: raw, ...kept } : raw,
      outcome,
      message: failure?.message,
      requestId: context.requestId,
      graphRequestId: failure?.graphRequestId ?? writes.last,
    })
  }

  try {
    if (refusal) throw refusal
    const { input, connectionId } = await admit(command, context, raw)
    target = command.target?.(input) ?? connectionId
    const value = await command.run(
      {
        ...context,
        configuration: writes.watch(context.configuration),
        ingestion: writes.watch(context.ingestion),
        before: (value) => {
          kept.before = value
        },
        after: (value) => {
          kept.after = value
        },
      },
      input,
    )
    await end('done')
    return { ok: true, value }
  } catch (error) {
    try {
      rethrow?.(error)
    } catch (control) {
      await end('done')
      throw control
    }
    const problem = problemOf(error, context.requestId, command.name)
    await end(refusals.has(problem.code) ? 'refused' : 'failed', problem)
    return { ok: false, problem }
  }
}

/** Does a query. Throws `forbidden`, `invalid`, and whatever the work throws. */
export async function ask<S extends z.ZodType, T>(
  query: Query<S, T>,
  context: Context,
  raw: unknown,
): Promise<T> {
  const { input } = await admit(query, context, raw)
  return await query.run(context, input)
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

const refusals = new Set(['invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict'])

/** Remembers Graph's id of the last call that changed something: what Microsoft asks for in a support case. */
class WriteLog {
  last: string | undefined

  watch = (graph: Graph): Graph => ({
    ...graph,
    call: async (method, ...rest) => {
      const answer = await graph.call(method, ...rest)
      if (method !== 'get') this.last = answer.requestId ?? this.last
      return answer
    },
  })
}

/** The object that an input names, by the names that inputs have for it. */
function targetOf(raw: unknown) {
  if (typeof raw !== 'object' || raw === null) return undefined
  const target = ['connectionId', 'sourceId', 'syncId', 'id']
    .map((name) => (name in raw ? (raw as Record<string, unknown>)[name] : undefined))
    .find((value) => typeof value === 'string')
  return typeof target === 'string' ? target.slice(0, 200) : undefined
}
