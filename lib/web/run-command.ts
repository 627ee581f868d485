import type { z } from 'zod'
import { AppError } from '../platform/errors'
import type { Command } from '../services/command'
import type { Resources } from '../services/context'
import { execute } from '../services/execute'
import { problemOf, type Result } from '../services/result'
import { actorOf, type Call, contextOf } from './context'

/**
 * A command as a browser asks for it: with a session, and from the console's own origin. A failure comes back as a
 * value; `rethrow` throws what is Next's own control flow.
 */
export async function runCommand<S extends z.ZodType, T>(
  call: Call,
  command: Command<S, T>,
  raw: unknown,
  has: Resources,
  rethrow?: (error: unknown) => void,
): Promise<Result<T>> {
  try {
    const actor = await actorOf(has, call, { touch: true })
    const refusal = foreignOrigin(call.origin, has.settings.origin)
    if (actor) return await execute(command, contextOf(has, actor, call), raw, { refusal, rethrow })
    throw refusal ?? signedOut()
  } catch (error) {
    rethrow?.(error)
    return { ok: false, problem: problemOf(error, call.requestId, command.name) }
  }
}

const signedOut = () =>
  new AppError('unauthenticated', 'Your session has ended. Sign in again; what you entered is kept.')

/** Why a call from this origin is refused, if it is. */
export function foreignOrigin(origin: string | null, own: string) {
  if (origin === own) return undefined
  const from = origin ? `from ${origin}` : 'without an origin'
  return new AppError('forbidden', `A change ${from} is refused. Open the console at ${own}.`)
}
