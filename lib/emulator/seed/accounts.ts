import { bodyOf } from '../store/body'
import type { Store } from '../store/store'
import type { SeedUser } from './users'

export type User = SeedUser & { tenantId: string }

export const foreignUser: SeedUser = {
  id: 'e4b0a0d5-6f3b-4d1c-8f57-2a9f0c6d1b33',
  userPrincipalName: 'sam@fabrikam.com',
  displayName: 'Sam Rivera',
  mail: 'sam@fabrikam.com',
  jobTitle: 'Consultant',
  department: 'Fabrikam',
  accountEnabled: true,
  userType: 'Member',
}

/** Who may consent for the tenant. Kept apart from the seeded users, so that samples about people do not contain it. */
export const administrator: SeedUser = {
  id: '5c1b8f0a-2d64-4e39-9a77-c0e6f4d1b285',
  userPrincipalName: 'admin@contoso.com',
  displayName: 'MOD Administrator',
  mail: 'admin@contoso.com',
  jobTitle: 'IT Administrator',
  department: 'IT',
  accountEnabled: true,
  userType: 'Member',
  directoryRole: 'Global Administrator',
}

export const sampleSignIns = [
  'alexw@contoso.com',
  'luisg@contoso.com',
  'megan@contoso.com',
  'alland@contoso.com',
  'diegos@contoso.com',
  'adelev@contoso.com',
  administrator.userPrincipalName,
  foreignUser.userPrincipalName,
]

export function addUser(store: Store, user: User) {
  store.run(
    'insert into users (id, userPrincipalName, tenantId, body) values (?, ?, ?, ?)',
    user.id,
    user.userPrincipalName,
    user.tenantId,
    JSON.stringify(user),
  )
}

export function findUser(store: Store, userPrincipalName: string) {
  const sql = 'select body from users where userPrincipalName = ?'
  return bodyOf<User>(store.get(sql, userPrincipalName))
}

export function findUserById(store: Store, id: string) {
  return bodyOf<User>(store.get('select body from users where id = ?', id))
}

/** The accounts that the sign-in page offers first: one for each role of the portal, and two that it refuses. */
export function listAccounts(store: Store) {
  const users = store.all<{ body: string }>('select body from users order by rowid').map(bodyOf<User>)
  const known = users.filter((user) => user !== undefined)
  const place = ({ userPrincipalName }: User) => sampleSignIns.indexOf(userPrincipalName)
  const sample = known.filter((user) => place(user) >= 0).sort((a, b) => place(a) - place(b))
  return { sample, others: known.filter((user) => place(user) < 0) }
}

/** What an account may do in the portal, in words; null when the portal has to refuse it. */
export function portalRoleOf(user: User): string | null {
  if (user.portalRole) return user.portalRole
  if (user.directoryRole === 'Global Administrator') return 'Admin (Global Administrator)'
  if (user.directoryRole === 'Search Administrator') return 'Admin (Search Administrator)'
  if (user.directoryRole === 'People Administrator') return 'Reader, Admin for people (People Administrator)'
  return null
}
