import type { UserBody } from '../routes/user-store'
import type { Json } from '../rules/members'
import { type PersonKind, personKinds } from './person-properties'
import type { PersonValue } from './read-person'

const kindOf = (label: PersonKind['label']) => personKinds.find((kind) => kind.label === label)

/** The directory's own data about a user: a source of every profile. */
export function directoryPerson(user: UserBody, domain: string): PersonValue[] {
  const { userPrincipalName, displayName, mail, jobTitle, department, userType } = user
  const [first, ...rest] = String(displayName ?? '').split(' ')
  const persona = userType === 'Guest' ? 'externalGuest' : 'internalMember'
  const values: [PersonKind['label'], Json | undefined][] = [
    ['personAccount', { userPrincipalName, userPersona: persona }],
    ['personName', displayName ? { displayName, first, last: rest.join(' ') || null } : undefined],
    ['personEmails', mail ? { address: mail, displayName, type: 'main' } : undefined],
    [
      'personCurrentPosition',
      jobTitle || department
        ? { isCurrent: true, detail: { jobTitle, company: { displayName: domain, department } } }
        : undefined,
    ],
  ]
  return values.flatMap(([label, value]) => {
    const kind = kindOf(label)
    return kind && value ? [{ property: label, kind, value }] : []
  })
}
