import type { Version } from '../kernel/http'
import { defaultSwitches, type Switches } from '../switches/switches'
import { type AclEntry, readAcl } from './acl-rules'
import { contentTypes } from './enums'
import { type Activity, maxActivities, readActivity } from './group-rules'
import { keptValue, valueProblem } from './item-values'
import { isGuid, isObject, type Json, readEnum, readMembers, readText } from './members'
import { refuse } from './refusal'
import type { Property } from './schema-rules'

/** An item as it is stored and answered, without its id. */
export type ItemBody = {
  acl?: AclEntry[]
  properties?: Json
  content?: { type: string; value: string | null }
  informationProtectionLabel?: { sensitivityLabelId: string | null }
}

type ItemContext = {
  id: string
  tenantId: string
  version: Version
  properties: ReadonlyMap<string, Property>
  /** Content of a compliance connection has to be text. */
  textOnly?: boolean
  people?: boolean
  rules?: Switches
}

const namespace = 'microsoft.graph.externalConnectors'
const members = ['id', 'acl', 'properties', 'content', 'activities', 'informationProtectionLabel'] as const

export type SentItem = ItemBody & { activities?: Activity[] }

/** Wider than the reference page says: official samples use `_` and `-` (docs/graph-contract.md#item-id). */
export const isItemId = (id: string, rules: Switches = defaultSwitches) =>
  (rules.itemIdCharacters === 'wide' ? /^[A-Za-z0-9_-]{1,128}$/ : /^[A-Za-z0-9]{1,128}$/).test(id)

/** Refused with Graph's recorded words for a payload that does not match. */
export class PayloadMismatch extends Error {
  override name = 'PayloadMismatch'

  constructor(
    readonly property: string,
    readonly reason: string,
  ) {
    super(`Property ${property} in payload has a value that does not match schema.`)
  }
}

const mismatch = (property: string, reason: string): never => {
  throw new PayloadMismatch(property, reason)
}

/** What a PUT or PATCH says about an item. Members that it does not mention are absent. */
export function readItem(body: unknown, context: ItemContext): SentItem {
  const { rules = defaultSwitches, people = false, tenantId, version } = context
  const sent = readMembers(body, `${namespace}.externalItem`, members)
  if (sent.id !== undefined && sent.id !== context.id && rules.itemIdInBody === 'match')
    refuse("'id' is not the id of the address.", 'id')
  const item: SentItem = {}
  if (sent.acl !== undefined) item.acl = readAcl(sent.acl, { tenantId, version, rules, people })
  if (sent.properties !== undefined)
    item.properties = readProperties(sent.properties, context.properties, rules)
  if (sent.content !== undefined && sent.content !== null) {
    item.content = readContent(sent.content, context.textOnly ?? false)
  }
  if (sent.informationProtectionLabel !== undefined && sent.informationProtectionLabel !== null) {
    item.informationProtectionLabel = readProtection(sent.informationProtectionLabel)
  }
  if (sent.activities !== undefined && sent.activities !== null) {
    item.activities = readActivities(sent.activities)
  }
  return item
}

export function checkComplete({ acl, properties }: ItemBody) {
  if (!acl) refuse("'acl' is required.", 'acl')
  if (!properties) refuse("'properties' is required.", 'properties')
}

function readProperties(value: unknown, schema: ReadonlyMap<string, Property>, rules: Switches): Json {
  if (!isObject(value)) return mismatch('properties', 'it has to be an object')
  const annotations = new Map<string, unknown>()
  for (const [key, annotation] of Object.entries(value)) {
    const [, name] = /^(.+)@odata\.type$/i.exec(key) ?? []
    if (name) annotations.set(name.toLowerCase(), annotation)
  }

  const read: Json = {}
  const seen = new Set<string>()
  for (const [key, entry] of Object.entries(value)) {
    if (key.startsWith('@')) continue
    const [, annotated] = /^(.+)@odata\.type$/i.exec(key) ?? []
    const property = schema.get((annotated ?? key).toLowerCase())
    if (!property) {
      return refuse(`The property '${annotated ?? key}' does not exist in the schema of the connection.`, key)
    }
    if (annotated) {
      read[`${property.name}@odata.type`] = entry
      continue
    }
    if (seen.has(property.name)) refuse(`The property '${property.name}' is there twice.`, key)
    seen.add(property.name)
    const problem = valueProblem(property.type, entry, annotations.get(property.name.toLowerCase()), rules)
    if (problem) mismatch(key, problem)
    read[property.name] = keptValue(property.type, entry)
  }
  return seen.size > 0 ? read : refuse("'properties' needs at least one member.", 'properties')
}

function readContent(value: unknown, textOnly: boolean) {
  if (!isObject(value)) return mismatch('content', 'it has to be an object with type and value')
  const sent = readMembers(value, `${namespace}.externalItemContent`, ['type', 'value'])
  const type = readEnum(contentTypes, sent.type, 'content.type')
  if (textOnly && type !== 'text') refuse("'content.type' has to be text for compliance.", 'content.type')
  return { type, value: sent.value == null ? null : readText(sent.value, 'content.value') }
}

function readProtection(value: unknown) {
  const type = `${namespace}.externalItemInformationProtectionLabel`
  const { sensitivityLabelId: id } = readMembers(value, type, ['sensitivityLabelId'])
  if (id === undefined || id === null) return { sensitivityLabelId: null }
  return isGuid(id) ? { sensitivityLabelId: id } : refuse("'sensitivityLabelId' has to be a GUID.", type)
}

/** Activities inside an item have to name their type (docs/graph-contract.md#activity-type). */
function readActivities(value: unknown): Activity[] {
  const typed = (entry: unknown) =>
    isObject(entry) &&
    typeof entry['@odata.type'] === 'string' &&
    entry['@odata.type'].replace(/^#/, '') === `${namespace}.externalActivity`
  if (!Array.isArray(value) || !value.every(typed)) {
    return refuse(`Each activity needs '@odata.type': '#${namespace}.externalActivity'.`, 'activities')
  }
  if (value.length > maxActivities) refuse(`At most ${maxActivities} activities fit in a call.`, 'activities')
  return value.map(readActivity)
}
