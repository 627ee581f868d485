import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { sessions } from '../../db/schema'
import { deviceWords } from '../../model/device'
import { AppError } from '../../platform/errors'
import { command } from '../command'

/** Ends one session: of one's own account, or with the permission of anybody's. Its next request has to sign in. */
export const endSession = command({
  name: 'endSession',
  changes: 'console',
  permission: 'connections.read',
  input: z.object({ id: z.string().max(100) }),
  on: 'anywhere',
  async run({ actor, db, before, after }, { id }) {
    const own = can(actor, 'sessions.end') ? undefined : eq(sessions.oid, actor.oid)
    const [ended] = await db
      .delete(sessions)
      .where(and(eq(sessions.id, id), own))
      .returning()
    if (!ended) throw new AppError('not-found', 'This session is over already.')
    before({ username: ended.username, device: deviceWords(ended.device) })
    after(null)
  },
})

/** Ends every session of one's own account but the one that asks. */
export const endOtherSessions = command({
  name: 'endOtherSessions',
  changes: 'console',
  permission: 'connections.read',
  input: z.object({ username: z.string().max(500) }),
  on: 'anywhere',
  target: ({ username }) => username,
  async run({ actor, db, before, after }, { username }) {
    if (username !== actor.username && !can(actor, 'sessions.end'))
      throw new AppError('forbidden', 'Only an Admin ends the sessions of others.')
    const ended = await db
      .delete(sessions)
      .where(and(eq(sessions.username, username), ne(sessions.id, actor.sessionId ?? '')))
      .returning({ id: sessions.id })
    before({ sessions: ended.length })
    after({ sessions: 0 })
    return { ended: ended.length }
  },
})
