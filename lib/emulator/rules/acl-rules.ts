import type { Version } from '../kernel/http'
import type { Switches } from '../switches/switches'
import { accessTypes, aclTypes, identitySources } from './enums'
import { isGuid, readEnum, readList, readText, readVersioned } from './members'
import { refuse } from './refusal'

export type AclEntry = {
  type: (typeof aclTypes)[number]
  value: string
  accessType: (typeof accessTypes)[number]
  identitySource?: (typeof identitySources)[number]
}

export type AclContext = { tenantId: string; version: Version; rules: Switches; people: boolean }

const namespace = 'microsoft.graph.externalConnectors'
const members = ['type', 'value', 'accessType'] as const

/** The character set of the group guide: base64 that is safe in URLs and file names. */
export const isGroupId = (value: string) => /^[A-Za-z0-9_=-]{1,128}$/.test(value)

function readEntry(value: unknown, target: string, context: AclContext): AclEntry {
  const { version, rules } = context
  const sent = readVersioned(value, `${namespace}.acl`, members, ['identitySource'] as const, version, rules)
  const entry: AclEntry = {
    type: readEnum(aclTypes, sent.type, `${target}.type`),
    value: readText(sent.value, `${target}.value`),
    accessType: readEnum(accessTypes, sent.accessType, `${target}.accessType`),
  }
  if (sent.identitySource !== undefined && sent.identitySource !== null) {
    entry.identitySource = readEnum(identitySources, sent.identitySource, `${target}.identitySource`)
  }
  checkValue(entry, `${target}.value`, context)
  return entry
}

function checkValue({ type, value, identitySource }: AclEntry, target: string, context: AclContext) {
  if (type === 'everyone' || type === 'everyoneExceptGuests') {
    const word = value.toLowerCase()
    if (word === context.tenantId.toLowerCase()) return
    // People items are documented with the word.
    const wordFits = context.people || context.rules.everyoneValue === 'any'
    if (wordFits && (word === 'everyone' || word === type.toLowerCase())) return
    refuse(`'${target}' of type ${type} has to be the id of the tenant or 'everyone'.`, target)
  }
  // Beta names an external group as a group of another identity source.
  if (type === 'externalGroup' || (type === 'group' && identitySource === 'external')) {
    if (!isGroupId(value)) refuse(`'${target}' is not the id of an external group.`, target)
  } else if (!isGuid(value)) {
    refuse(`'${target}' of type ${type} has to be an object id of the directory.`, target)
  }
}

/**
 * The access control list of an item (docs/graph-contract.md#acl-entry); an empty one would make the item
 * unreachable.
 */
export function readAcl(value: unknown, context: AclContext): AclEntry[] {
  const acl = readList(value, 'acl', (entry, target) => readEntry(entry, target, context))
  return acl.length > 0 || context.rules.emptyAcl === 'accept'
    ? acl
    : refuse("'acl' needs at least one entry.", 'acl')
}
