import type { Actor } from '../../access/can'
import type { schedules } from '../../db/schema'

/** Who starts what is due: an Operator of this connection and nothing else. */
export const scheduleActor = ({
  id,
  connectionId,
}: Pick<typeof schedules.$inferSelect, 'id' | 'connectionId'>): Actor => ({
  oid: `schedule:${id}`,
  username: 'schedule',
  name: 'Schedule',
  roles: [],
  grants: [{ role: 'Operator', connectionId }],
})
