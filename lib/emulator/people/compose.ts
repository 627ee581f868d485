import { parseJson } from '../kernel/exact-json'
import { bodyOf } from '../routes/connection-body'
import { schemaInForce } from '../routes/schema-store'
import { findUser } from '../routes/user-store'
import type { ItemBody } from '../rules/item-rules'
import type { Json } from '../rules/members'
import { entraSourceId } from '../rules/profile-rules'
import type { ConnectionRow } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { directoryPerson } from './directory-person'
import { personProperties } from './person-properties'
import { type PersonValue, readPerson } from './read-person'
import { orderedSources, type Source } from './sources'

export type ComposedValue = {
  value: Json
  label: string
  sourceId: string
  /** Null for the directory's own data. */
  itemId: string | null
  writtenAt: number
  /** False where a better source has a value and only one can be shown. */
  shown: boolean
}
type IgnoredInProfile = {
  connectionId: string
  itemId: string
  property: string
  value: string
  reason: string
}

export type ComposedProfile = {
  userId: string
  userPrincipalName: string
  /** The best one first. */
  sources: Omit<Source, 'createdAt'>[]
  collections: Record<string, ComposedValue[]>
  customProperties: { sourceId: string; itemId: string; name: string; value: unknown }[]
  ignored: IgnoredInProfile[]
}

type ItemRow = { connectionKey: number; id: string; body: string; updatedAt: number }

/** The profile of a user, composed of its sources by their priority. Undefined when there is no such user. */
export function composedProfile(tenant: Tenant, userKey: string): ComposedProfile | undefined {
  const user = findUser(tenant, userKey)
  if (!user) return undefined
  const profile: ComposedProfile = {
    userId: user.id,
    userPrincipalName: user.userPrincipalName,
    sources: [],
    collections: {},
    customProperties: [],
    ignored: [],
  }
  const sources = orderedSources(tenant)
  const items = itemsOf(tenant, user.id)
  const people = items.map((item) => ({ item, ...readItem(tenant, item) }))

  for (const { createdAt: _, ...source } of sources) {
    profile.sources.push(source)
    if (isLeftOut(tenant, source)) continue
    if (source.sourceId === entraSourceId) {
      for (const value of directoryPerson(user, tenant.name)) add(profile, value, source.sourceId, null, 0)
    }
    for (const { item, connectionId, person } of people) {
      if (connectionId !== source.sourceId || dropped(tenant, item, sources, connectionId)) continue
      for (const value of person.values) add(profile, value, source.sourceId, item.id, item.updatedAt)
      for (const { property, value } of person.custom) {
        profile.customProperties.push({ sourceId: source.sourceId, itemId: item.id, name: property, value })
      }
    }
  }

  for (const { item, connectionId, person } of people) {
    const at = { connectionId, itemId: item.id }
    profile.ignored.push(...person.ignored.map((value) => ({ ...at, ...value })))
    const reason = dropped(tenant, item, sources, connectionId)
    if (reason) profile.ignored.push({ ...at, property: '', value: '', reason })
  }
  return profile
}

/** Items that add to a profile and were written long enough ago to be processed. */
const itemsOf = ({ store, now, settings }: Tenant, userId: string) =>
  store.all<ItemRow>(
    `select i.connectionKey, i.id, i.body, i.updatedAt from profileItems p
     join items i on i.connectionKey = p.connectionKey and i.id = p.itemId
     join connections c on c.key = i.connectionKey
     where p.userId = ? and i.updatedAt <= ? and (c.goneAt is null or c.goneAt > ?) order by i.key`,
    userId,
    now() - settings.indexMs,
    now(),
  )

function readItem(tenant: Tenant, { connectionKey, body }: ItemRow) {
  const row = tenant.store.get<ConnectionRow>('select * from connections where key = ?', connectionKey)
  const schema = row && schemaInForce(tenant, row)
  const known =
    schema && personProperties(schema.properties, bodyOf(row).contentCategory, rulesOf(tenant.settings))
  if (!known) return { connectionId: row?.id ?? '', person: { values: [], custom: [], ignored: [] } }
  const person = readPerson(parseJson(body) as ItemBody, known, (key) => findUser(tenant, key))
  return { connectionId: row.id, person }
}

const isLeftOut = ({ settings }: Tenant, { prioritized, sourceId }: Omit<Source, 'createdAt'>) =>
  !prioritized && sourceId !== entraSourceId && rulesOf(settings).unlistedProfileSource === 'ignore'

/** Why nothing of an item reaches a profile, in words. */
function dropped(tenant: Tenant, { updatedAt }: ItemRow, sources: Source[], connectionId: string) {
  const source = sources.find(({ sourceId }) => sourceId === connectionId)
  if (!source) return 'the connection is not registered as a profile source'
  if (isLeftOut(tenant, source)) return 'the profile source is not in the prioritized list'
  // Registered too late, a source never gets what was written before
  // (docs/graph-contract.md#profile-source-late).
  const registeredAt = source.createdAt + tenant.settings.profileSourceVisibleMs
  const late = registeredAt > updatedAt && rulesOf(tenant.settings).lateProfileSource === 'ignore'
  return late ? 'the profile source was registered after the item was written' : undefined
}

function add(
  { collections }: ComposedProfile,
  { kind, value }: PersonValue,
  sourceId: string,
  itemId: string | null,
  writtenAt: number,
) {
  const values = collections[kind.collection] ?? []
  const taken = kind.single && values.some(({ label }) => label === kind.label)
  values.push({ value, label: kind.label, sourceId, itemId, writtenAt, shown: !taken })
  collections[kind.collection] = values
}
