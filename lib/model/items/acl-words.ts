import type { Acl } from './item'

const kinds: Record<Acl['type'], string> = {
  user: 'user',
  group: 'group',
  everyone: 'everyone',
  everyoneExceptGuests: 'everyone except guests',
  externalGroup: 'external group',
}

const mostNamed = 5

const named = (entries: readonly Acl[]) => {
  const words = entries.map(({ type, value }) =>
    type === 'everyone' || type === 'everyoneExceptGuests' ? kinds[type] : `${kinds[type]} ${value}`,
  )
  const more = words.length - mostNamed
  return more > 0 ? `${words.slice(0, mostNamed).join(', ')} and ${more} more` : words.join(', ')
}

/** Who may read an item, as a sentence. What is denied counts first. */
export function aclWords(acl: readonly Acl[]): string {
  const granted = acl.filter(({ accessType }) => accessType === 'grant')
  const denied = acl.filter(({ accessType }) => accessType === 'deny')
  const may = granted.length > 0 ? `May be read by ${named(granted)}` : 'May be read by nobody'
  return denied.length > 0 ? `${may}; not by ${named(denied)}.` : `${may}.`
}
