import { z } from 'zod'
import { type Access, accessFor } from '../../model/access-check/access-of'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { accessList } from './access-list'
import { findPerson } from './find-person'
import { knownGroups } from './known-groups'

export const PersonName = z.string().trim().min(1, 'Say who.').max(320)

export interface AccessView {
  person: { name: string; principalName: string; guest: boolean | null }
  access: Access
  /** Whether the list is the one that Graph holds. */
  from: 'graph' | 'sent'
  /** Why groups of Entra could not be read. */
  problem: string | null
}

/** Whether a person may read an item, and what decides it. Written down: it tells in which groups somebody is. */
export const explainAccess = query({
  name: 'explainAccess',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128), person: PersonName }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId, person: text }): Promise<AccessView> {
    const [person, { acl, from }] = await Promise.all([
      findPerson(context, text),
      accessList(context, connectionId, itemId),
    ])
    const known = await knownGroups(context, connectionId, person, [acl])
    const { name, principalName, guest, problem } = person
    return { person: { name, principalName, guest }, access: accessFor(person, known)(acl), from, problem }
  },
  reveals: () => true,
})
