import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../access/can'
import { triggerCalls, triggers } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { log } from '../../platform/log'
import { open } from '../../platform/secret-box'
import { verify } from '../../platform/signature'
import type { Resources } from '../context'
import { execute } from '../execute'
import type { Result } from '../result'
import { startSync } from '../sync/start-sync'
import { triggerPurpose } from './trigger-purpose'

export interface SignedCall {
  connectionId: string
  headers: Headers
  body: string
  requestId: string
}

/**
 * Starts a run for a program that signs its call with the secret of the connection's webhook. Each call starts one at most.
 * Throws `unauthenticated` in the same words whether there is such a webhook or not.
 */
export async function receiveCall(deps: Resources, call: SignedCall): Promise<Result<{ syncId: string }>> {
  const { db, settings, clock } = deps
  const { headers, body, requestId } = call
  const [trigger] = await db
    .select()
    .from(triggers)
    .where(sql`lower(${triggers.connectionId}) = ${call.connectionId.toLowerCase()}`)
  if (!trigger) throw refused('The signature is not right.')
  const { connectionId } = trigger
  const secret = open(trigger.secret, triggerPurpose(connectionId), settings.secretKey)
  const verified = verify(secret, headers, body, clock())
  if ('refused' in verified) throw refused(verified.refused)

  const [first] = await db
    .insert(triggerCalls)
    .values({ connectionId, callId: verified.id })
    .onConflictDoNothing()
    .returning({ callId: triggerCalls.callId })
  if (!first) throw new AppError('conflict', 'A call with this webhook-id was received already.')
  await db.update(triggers).set({ lastCalledAt: clock() }).where(eq(triggers.connectionId, connectionId))

  const context = { ...deps, actor: callerOf(connectionId), requestId, log: log().child({ requestId }) }
  const started = await execute(startSync, context, { connectionId })
  // It has begun nothing, so whoever sends it again, as senders of webhooks do, is not told that it has.
  if (!started.ok)
    await db
      .delete(triggerCalls)
      .where(and(eq(triggerCalls.connectionId, connectionId), eq(triggerCalls.callId, verified.id)))
  return started
}

const refused = (why: string) => new AppError('unauthenticated', `The call is refused. ${why}`)

/** Whoever has the secret: an Operator of this connection and nothing else. */
const callerOf = (connectionId: string): Actor => ({
  oid: `webhook:${connectionId}`,
  username: 'webhook',
  name: 'Webhook',
  roles: [],
  grants: [{ role: 'Operator', connectionId }],
})
