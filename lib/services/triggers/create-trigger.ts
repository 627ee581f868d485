import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { triggers } from '../../db/schema'
import { needNotDeleting } from '../../operations/deletions'
import { seal } from '../../platform/secret-box'
import { newSigningSecret } from '../../platform/signature'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { needConnection } from '../schedules/need-connection'
import { triggerPurpose } from './trigger-purpose'

/** Makes the webhook of a connection, or gives it another secret. The secret is told once, in this answer. */
export const createTrigger = command({
  name: 'createTrigger',
  changes: 'asked',
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId: asked }) {
    const { db, queue, actor, clock, configuration, settings, before, after } = context
    const connectionId = await needConnection({ db, configuration }, asked)
    await needNotDeleting(db, connectionId)
    const secret = newSigningSecret()
    const row = {
      secret: seal(secret, triggerPurpose(connectionId), settings.secretKey),
      createdBy: actor.username,
      createdAt: clock(),
      lastCalledAt: null,
    }
    await queue.transaction(async (tx) => {
      const made = await tx
        .insert(triggers)
        .values({ connectionId, ...row })
        .onConflictDoNothing()
        .returning({ id: triggers.connectionId })
      const renewed = made.length === 0
      before({ trigger: renewed })
      if (renewed) await tx.update(triggers).set(row).where(eq(triggers.connectionId, connectionId))
      after({ trigger: true, renewed })
    })
    return { secret }
  },
})
