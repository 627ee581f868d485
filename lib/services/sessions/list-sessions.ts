import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { sessions } from '../../db/schema'
import { deviceWords } from '../../model/device'
import { query } from '../command'

export interface SessionView {
  id: string
  username: string
  device: string
  address: string | null
  since: string
  lastSeen: string
  /** When Entra last confirmed the roles. */
  confirmed: string
  /** The session that asks. */
  current: boolean
}

/** The sessions of whoever asks, and for who may end them those of everybody, newest first. */
export const listSessions = query({
  name: 'listSessions',
  permission: 'connections.read',
  input: z.object({}),
  on: 'anywhere',
  async run({ actor, db, settings, clock }) {
    const everybody = can(actor, 'sessions.end')
    const idle = new Date(clock().getTime() - settings.sessionIdleMinutes * 60_000)
    const rows = await db
      .select()
      .from(sessions)
      .where(
        and(
          gt(sessions.expiresAt, clock()),
          gt(sessions.seenAt, idle),
          everybody ? undefined : eq(sessions.oid, actor.oid),
        ),
      )
      .orderBy(desc(sessions.createdAt))
      .limit(500)
    const views = rows.map(
      (row): SessionView => ({
        id: row.id,
        username: row.username,
        device: deviceWords(row.device),
        address: row.address,
        since: row.createdAt.toISOString(),
        lastSeen: row.seenAt.toISOString(),
        confirmed: row.confirmedAt.toISOString(),
        current: row.id === actor.sessionId,
      }),
    )
    return { sessions: views, everybody, graceMinutes: settings.roleGraceMinutes }
  },
})
