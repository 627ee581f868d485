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
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor, clock, configuration, settings, before, after }, { connectionId: asked }) {
    const connectionId = await needConnection({ db, configuration }, asked)
    await needNotDeleting(db, connectionId)
    const secret = newSigningSecret()
    const row = {
      secret: seal(secret, triggerPurpose(connectionId), settings.secretKey),
      createdBy: actor.username,
      createdAt: clock(),
      lastCalledAt: null,
    }
    const made = await db
      .insert(triggers)
      .values({ connectionId, ...row })
      .onConflictDoNothing()
      .returning({ id: triggers.connectionId })
    before({ trigger: made.length === 0 })
    if (made.length === 0) {
      await db
        .insert(triggers)
        .values({ connectionId, ...row })
        .onConflictDoUpdate({
          target: triggers.connectionId,
          set: row,
        })
    }
    after({ trigger: true, renewed: made.length === 0 })
    return { secret }
  },
})
