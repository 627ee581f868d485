import type { Acl } from '../items/item'
import { countText } from '../number-text'
import type { Access } from './access-of'
import type { ReaderCount } from './count-readers'

const kinds: Record<Acl['type'], string> = {
  user: 'by name',
  group: 'as a group of Entra',
  everyone: 'as everyone',
  everyoneExceptGuests: 'as everyone except guests',
  externalGroup: 'as an external group',
}

/** What decided, as a sentence. */
export function accessWords({ verdict, entry, unproved }: Access): string {
  if (verdict === 'unknown') return `Cannot be told. ${unproved.join(' ')}`
  if (!entry) return 'The access list does not name them, nor a group that holds them.'
  const word = entry.accessType === 'deny' ? 'Denied' : 'Granted'
  return `${word} ${kinds[entry.type]}${entry.accessType === 'deny' ? '; a denial outweighs every grant' : ''}.`
}

/** How many may read an item, as sentences. */
export function readerCountText({ all, people, denied, unproved }: ReaderCount): string {
  const who = all
    ? `${all === 'everyone' ? 'Everyone in the tenant, guests too,' : 'Everyone in the tenant except guests'} may read it.`
    : `${countText(people, 'person', 'people')} may read it.`
  const not = denied > 0 ? ` ${countText(denied, 'person is', 'people are')} denied.` : ''
  return [`${who}${not}`, ...unproved].join(' ')
}
