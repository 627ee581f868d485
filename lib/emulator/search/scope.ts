import { externalGroupsOf, groupsOf } from '../directory/membership'
import { personProperties } from '../people/person-properties'
import { bodyOf } from '../routes/connection-body'
import { type KnownSchema, schemaInForce } from '../routes/schema-store'
import { findUser } from '../routes/user-store'
import type { AclEntry } from '../rules/acl-rules'
import { mayRead } from '../rules/acl-trimming'
import { refuse } from '../rules/refusal'
import type { Property } from '../rules/schema-rules'
import { type ConnectionRow, findConnection, listConnections } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf, type Switches } from '../switches/switches'

export type Column = { property: Property; place: number }

/** A connection as one user can search it. */
export type Scope = {
  row: ConnectionRow
  columns: ReadonlyMap<string, Column>
  /** Keys of the access control lists that let the user read. */
  readable: number[]
}

// Above this number of groups Graph fails the user's queries (docs/graph-contract.md#group-per-user).
const maxExternalGroups = 10_000

/** The connections in a search, with the rights of the user. */
export function scopesOf(tenant: Tenant, userId: string, contentSources: string[] | undefined): Scope[] {
  const user = findUser(tenant, userId)
  const groups = groupsOf(tenant, userId)
  const rules = rulesOf(tenant.settings)
  const rows = contentSources ? named(tenant, contentSources) : listConnections(tenant)
  return rows.flatMap((row) => {
    const schema = schemaInForce(tenant, row)
    if (!schema || !isSearched(row, schema, rules)) return []
    const externalGroups = externalGroupsOf(tenant, row.key, userId, groups)
    if (externalGroups.length > maxExternalGroups) {
      refuse(`The user is in more than ${maxExternalGroups} external groups of '${row.id}'.`)
    }
    const principal = {
      userId: userId.toLowerCase(),
      guest: user?.userType === 'Guest',
      everyone: user?.userType !== 'Guest' || rules.guestsInEveryone === 'included',
      groups: new Set(groups),
      externalGroups: new Set(externalGroups),
    }
    const readable = listsOf(tenant, row)
      .filter(({ entries }) => mayRead(JSON.parse(entries) as AclEntry[], principal))
      .map(({ key }) => key)
    return [{ row, columns: columnsOf(schema), readable }]
  })
}

function named(tenant: Tenant, contentSources: string[]): ConnectionRow[] {
  const ids = contentSources.map((source) => {
    const [, id] = /^\/?external\/connections\/([^/]+)$/i.exec(source) ?? []
    return (
      id ?? refuse(`The content source '${source}' has to be /external/connections/{id}.`, 'contentSources')
    )
  })
  return [...new Set(ids)].flatMap((id) => {
    const row = findConnection(tenant, id)
    if (row) return [row]
    return rulesOf(tenant.settings).unknownContentSource === 'refuse'
      ? refuse(`There is no connection '${id}'.`, 'contentSources')
      : []
  })
}

/** People data goes to profiles; a connection made for compliance alone is not searched. */
function isSearched(row: ConnectionRow, { properties }: KnownSchema, rules: Switches) {
  const { contentCategory, enabledContentExperiences: experiences } = bodyOf(row)
  const people = personProperties(properties, contentCategory, rules) !== undefined
  return (
    (!people || rules.peopleInSearch === 'shown') &&
    (experiences.length === 0 || experiences.includes('search'))
  )
}

const listsOf = ({ store }: Tenant, { key }: ConnectionRow) =>
  store.all<{ key: number; entries: string }>(
    `select key, entries from searchAcls
     where key in (select acl from searchDocuments where connectionKey = ?)`,
    key,
  )

/** Properties by name and by alias, in lower case. A name wins over an alias; an alias belongs to the first property that has it. */
function columnsOf({ properties }: KnownSchema) {
  const columns = new Map(
    properties.map((property, place): [string, Column] => [property.name.toLowerCase(), { property, place }]),
  )
  properties.forEach((property, place) => {
    for (const alias of property.aliases.map((one) => one.toLowerCase())) {
      if (!columns.has(alias)) columns.set(alias, { property, place })
    }
  })
  return columns
}
