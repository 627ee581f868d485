import type { AclEntry } from './acl-rules'
import { labelFacts } from './labels'
import { isObject, type Json } from './members'
import type { Property } from './schema-rules'

export type IgnoredValue = { property: string; value: string; reason: string }

/** Looks a directory user up by user principal name or object id. */
export type FindUser = (key: string) => { mail: string | null } | undefined

const maxValues: Record<string, number> = { personEmails: 3, personAddresses: 3 }

const entryKinds: Record<string, readonly string[]> = {
  personEmails: ['unknown', 'work', 'personal', 'main', 'other'],
  personPhones: [
    'home',
    'business',
    'mobile',
    'other',
    'assistant',
    'homeFax',
    'businessFax',
    'otherFax',
    'pager',
    'radio',
  ],
}

/**
 * What the profile service would drop from a people item without a word (CONTRACT 8.2). Graph answers 200
 * all the same; only the inspector shows this.
 */
export function ignoredValues(
  item: { acl?: AclEntry[]; properties?: Json },
  schema: Iterable<Property>,
  findUser: FindUser,
): IgnoredValue[] {
  const ignored: IgnoredValue[] = []
  const open = item.acl?.some(({ type, accessType }) => type === 'everyone' && accessType === 'grant')
  if (!open) ignored.push({ property: 'acl', value: '', reason: 'the item is not granted to everyone' })
  for (const property of schema) {
    const [label] = property.labels.filter((candidate) => labelFacts(candidate).person)
    if (!label) continue
    const texts = valuesOf(item.properties?.[property.name])
    const most = maxValues[label] ?? (property.type === 'string' ? 1 : Number.POSITIVE_INFINITY)
    texts.forEach((value, index) => {
      const reason =
        index >= most ? `only ${most} values of ${label} are taken` : entityProblem(label, value, findUser)
      if (reason) ignored.push({ property: property.name, value: value.slice(0, 500), reason })
    })
    if (label === 'personAccount' && texts.length === 0) {
      ignored.push({ property: property.name, value: '', reason: 'the item names no account' })
    }
  }
  return ignored
}

function valuesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter((element) => typeof element === 'string')
}

function entityProblem(label: string, text: string, findUser: FindUser): string | undefined {
  const entity = parse(text)
  if (entity === undefined) return 'not valid JSON'
  if (!isObject(entity)) return 'the JSON is not one object'
  if (label === 'personAccount') return accountProblem(entity, findUser)
  const kinds = entryKinds[label]
  if (kinds && !kinds.includes(String(entity.type))) return `type has to be one of ${kinds.join(', ')}`
  return undefined
}

function accountProblem(account: Json, findUser: FindUser): string | undefined {
  const keys = [account.userPrincipalName, account.externalDirectoryObjectId].filter(
    (key) => typeof key === 'string' && key !== '',
  )
  if (keys.length === 0) return 'the account has neither userPrincipalName nor externalDirectoryObjectId'
  const user = keys.map((key) => findUser(String(key))).find((found) => found !== undefined)
  if (!user) return `no user matches ${keys.join(' or ')}`
  return user.mail ? undefined : 'the user has no mailbox'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
