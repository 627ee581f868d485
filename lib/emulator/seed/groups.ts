import type { Store } from '../store/store'
import { type SeedUser, seedUsers } from './users'

type SeedGroup = {
  id: string
  displayName: string
  description: string
  /** Who of the seeded users is in it. */
  holds?: (user: SeedUser) => boolean
  /** Groups inside it, by name. */
  groups?: string[]
}

const department =
  (...names: string[]) =>
  (user: SeedUser) =>
    names.includes(user.department)

export const seedGroups: SeedGroup[] = [
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b01',
    displayName: 'Marketing Team',
    description: 'Who works in marketing.',
    holds: department('Marketing'),
  },
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b02',
    displayName: 'Sales Team',
    description: 'Who works in sales.',
    holds: department('Sales'),
  },
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b03',
    displayName: 'Go To Market',
    description: 'Sales and marketing together.',
    groups: ['Marketing Team', 'Sales Team'],
  },
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04',
    displayName: 'Support Desk',
    description: 'Who answers tickets.',
    holds: department('IT'),
  },
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b05',
    displayName: 'All Business',
    description: 'Everybody outside of engineering.',
    holds: department('Finance', 'Legal', 'Operations', 'Retail'),
    groups: ['Go To Market', 'Support Desk'],
  },
  {
    id: '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b06',
    displayName: 'Project Partners',
    description: 'Guests and whom they work with.',
    holds: ({ userType, department: own }) => userType === 'Guest' || own === 'Engineering',
  },
]

/** A guest: invited from another organization. */
export const seedGuest: SeedUser = {
  id: '5d0c2f5b-8a44-5c0e-9be0-3a7c0c1f6e21',
  userPrincipalName: 'robin_fabrikam.com#EXT#@contoso.com',
  displayName: 'Robin Kline',
  mail: 'robin@fabrikam.com',
  jobTitle: 'Consultant',
  department: 'Partners',
  accountEnabled: true,
  userType: 'Guest',
}

/** Adds the guest and the groups. Members that the tenant does not have are left out. */
export function seedDirectory(store: Store, tenantId: string) {
  store.run(
    'insert or ignore into users (id, userPrincipalName, tenantId, body) values (?, ?, ?, ?)',
    seedGuest.id,
    seedGuest.userPrincipalName,
    tenantId,
    JSON.stringify({ ...seedGuest, tenantId }),
  )
  for (const { id, displayName, description, holds, groups = [] } of seedGroups) {
    store.run(
      'insert into directoryGroups (id, body) values (?, ?)',
      id,
      JSON.stringify({ displayName, description }),
    )
    for (const user of [...seedUsers, seedGuest].filter((one) => holds?.(one))) {
      store.run(
        "insert into directoryMembers (groupId, memberId, type) select ?, id, 'user' from users where id = ?",
        id,
        user.id,
      )
    }
    for (const inner of seedGroups.filter((group) => groups.includes(group.displayName))) {
      store.run("insert into directoryMembers (groupId, memberId, type) values (?, ?, 'group')", id, inner.id)
    }
  }
}
