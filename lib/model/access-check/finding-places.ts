import type { Access, AccessRule } from '../mapping/access'
import { isListed } from '../mapping/access-rules'
import type { FindingRule } from './acl-findings'

type About = FindingRule | 'user' | 'group'

const whenEmpty = 'When a row names nobody'

/** The fields of a mapping's readers that a finding comes from, by their labels. */
export function placesOf(about: About, access: Access): string[] {
  if (typeof access === 'string') return ['Who may read']
  const rules = (of: (rule: AccessRule) => boolean) =>
    access.rules.flatMap((rule, at) => (of(rule) ? [`Rule ${at + 1}`] : []))
  const listed = (...types: string[]) => rules((rule) => isListed(rule) && types.includes(rule.type))
  if (about === 'nobody') return [whenEmpty]
  if (about === 'hidden') return rules((rule) => isListed(rule) && rule.accessType === 'deny')
  if (about === 'unknownGroup') return listed('externalGroup')
  if (about === 'notAnId') return listed('user', 'group')
  if (about === 'everyone')
    return [
      ...rules(({ type }) => type === 'everyone'),
      ...(access.whenEmpty === 'everyone' ? [whenEmpty] : []),
    ]
  return listed(about)
}
