import type { Actor } from '../access/can'
import { AppError } from '../platform/errors'
import type { Resources } from '../services/context'
import { actorOf, type Call } from './context'

/** Answers whether whoever has asked may still do what they might when they did. */
export type Still = () => Promise<boolean>

/** A session that ends, or roles that change, end what has begun with it. */
export function trustOf(has: Pick<Resources, 'db' | 'settings'>, call: Call, first: Actor | null): Still {
  const rights = rightsOf(first)
  return async () => rights !== null && rightsOf(await actorOf(has, call, { touch: false })) === rights
}

/** In one order: neither Entra nor the database promises any. */
const rightsOf = (actor: Actor | null) =>
  actor && [...actor.roles, ...actor.grants.map((grant) => JSON.stringify(grant))].sort().join()

const askMs = 5_000

/** Ends bytes that are on their way, in or out, when the trust in who asked for them has ended: a slow one takes hours. */
export function whileTrusted<T>(still: Still, ms = askMs): TransformStream<T, T> {
  let askedAt = performance.now()
  const need = async () => {
    if (await still()) return
    throw new AppError(
      'unauthenticated',
      'Your session has ended, or your roles have changed. Sign in again.',
    )
  }
  return new TransformStream<T, T>({
    async transform(chunk, controller) {
      if (performance.now() - askedAt >= ms) {
        await need()
        askedAt = performance.now()
      }
      controller.enqueue(chunk)
    },
    flush: need,
  })
}
