import { countText } from '../number-text'
import type { Acl } from './item'

/** Who an access control list names, in words: "Everyone except guests", "3 people, 1 group; not 1 external group". */
export function readersText(acl: readonly Acl[]): string {
  const granted = words(acl.filter(({ accessType }) => accessType === 'grant'))
  const denied = words(acl.filter(({ accessType }) => accessType === 'deny'))
  if (granted.length === 0) return 'Nobody'
  const text = denied.length === 0 ? granted.join(', ') : `${granted.join(', ')}; not ${denied.join(', ')}`
  return text[0]?.toUpperCase() + text.slice(1)
}

function words(entries: readonly Acl[]): string[] {
  const of = (type: Acl['type']) =>
    new Set(entries.filter((entry) => entry.type === type).map(({ value }) => value)).size
  return [
    of('everyone') > 0 ? 'everyone' : null,
    of('everyoneExceptGuests') > 0 ? 'everyone except guests' : null,
    of('user') > 0 ? countText(of('user'), 'person', 'people') : null,
    of('group') > 0 ? countText(of('group'), 'group') : null,
    of('externalGroup') > 0 ? countText(of('externalGroup'), 'external group') : null,
  ].filter((word) => word !== null)
}
