import type { z } from 'zod'
import type { Graph } from '../graph/client'
import { AppError } from '../platform/errors'
import { type Outcome, writeAudit } from '../services/audit'
import { needStorable } from '../services/storable'
import { accountOfCall, adminOf, type Call, type Context, type Needs, type Services } from './context'
import { invalidInput, problemOf, type Result } from './result'
import type { Account } from './session'

export interface ActionContext extends Context {
  /** Has the audit log keep what the change replaces. */
  before: (value: unknown) => void
}

export interface Action<S extends z.ZodType, T> {
  /** Its name in the audit log. */
  audit: string
  needs: Needs
  input: S
  handler: (context: ActionContext, input: z.output<S>) => Promise<T> | T
  /** Audits only what was refused or failed, for changes that are saved on every keystroke. */
  quiet?: boolean
  /** Throws what is Next's own control flow (a redirect, not-found), which is no failure. */
  rethrow?: (error: unknown) => void
}

/**
 * Everything a write goes through, in this order: origin, session, role, input, the work, the audit log.
 * A failure comes back as a value.
 */
export async function runAction<S extends z.ZodType, T>(
  call: Call,
  action: Action<S, T>,
  raw: unknown,
  has: Services,
): Promise<Result<T>> {
  let account: Account | null = null
  const graphs = new WriteLog()
  let before: unknown

  const end = async (outcome: Outcome, failure?: { message: string; graphRequestId?: string }) => {
    if (!account || (action.quiet && outcome === 'done')) return
    await writeAudit(has.db, {
      account,
      action: action.audit,
      target: targetOf(raw),
      input: before === undefined ? raw : { input: raw, before },
      outcome,
      message: failure?.message,
      requestId: call.requestId,
      graphRequestId: failure?.graphRequestId ?? graphs.last,
    })
  }

  try {
    account = await accountOfCall(has, call, { touch: true })
    if (call.origin !== has.settings.origin) throw foreignOrigin(call.origin, has.settings.origin)
    if (!account)
      throw new AppError(
        'unauthenticated',
        'Your session has ended. Sign in again; what you entered is kept.',
      )
    const admin = adminOf(account, action.needs)
    if (!admin) throw forbidden(account, action.needs)
    needStorable(raw)
    const input = action.input.safeParse(raw)
    if (!input.success) throw invalidInput(input.error)
    const context: ActionContext = {
      before: (value) => {
        before = value
      },
      admin,
      db: has.db,
      graph: graphs.watch(has.graph),
      ingestion: graphs.watch(has.ingestion),
      requestId: call.requestId,
    }
    const value = await action.handler(context, input.data)
    await end('done')
    return { ok: true, value }
  } catch (error) {
    try {
      action.rethrow?.(error)
    } catch (control) {
      await end('done')
      throw control
    }
    const problem = problemOf(error, call.requestId, action.audit)
    await end(refusals.has(problem.code) ? 'refused' : 'failed', problem)
    return { ok: false, problem }
  }
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

function foreignOrigin(origin: string | null, own: string) {
  const from = origin ? `from ${origin}` : 'without an origin'
  return new AppError('forbidden', `A change ${from} is refused. Open the console at ${own}.`)
}

export function forbidden(account: Account, needs: Needs): AppError {
  const [needed, has, where] =
    typeof needs === 'string'
      ? [needs, account.role, '']
      : [needs.people, account.peopleRole, ' for people settings']
  return new AppError('forbidden', `This needs the role ${needed}${where}; yours is ${has ?? 'none'}.`)
}

/** The thing that an input names, by the names that inputs have for it. */
function targetOf(raw: unknown) {
  if (typeof raw !== 'object' || raw === null) return undefined
  const target = ['connectionId', 'sourceId', 'syncId', 'id']
    .map((name) => (name in raw ? (raw as Record<string, unknown>)[name] : undefined))
    .find((value) => typeof value === 'string')
  return typeof target === 'string' ? target.slice(0, 200) : undefined
}
