import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { type Needs, services } from './context'
import { currentCall } from './request'
import { problemOf, type Result } from './result'
import { type Action, runAction } from './run-action'

export type { Result } from './result'

/**
 * A server action. `audit` is its name in the audit log; a `quiet` one is in it only when it was refused
 * or failed.
 */
export function adminAction<S extends z.ZodType, T>(
  needs: Needs,
  input: S,
  handler: Action<S, T>['handler'],
  { audit, quiet }: { audit: string; quiet?: boolean },
): (raw: unknown) => Promise<Result<T>> {
  const action: Action<S, T> = { audit, needs, input, handler, quiet, rethrow: unstable_rethrow }
  return async (raw) => {
    const call = await currentCall()
    try {
      return await runAction(call, action, raw, await services())
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, problem: problemOf(error, call.requestId, audit) }
    }
  }
}
