import { parseJson } from '../kernel/exact-json'
import type { Version } from '../kernel/http'
import type { ConnectionState, ContentCategory } from '../rules/enums'
import type { Json } from '../rules/members'
import type { ConnectionRow } from '../store/state'
import type { Tenant } from '../store/tenant'

/** What is stored of a connection: the members that a request can set. */
export type ConnectionBody = {
  id: string
  name: string
  description: string | null
  connectorId: string | null
  contentCategory: ContentCategory
  configuration: { authorizedAppIds: string[] }
  activitySettings: Json | null
  searchSettings: Json | null
  enabledContentExperiences: string[]
  complianceSettings: Json | null
}

export const bodyOf = ({ body }: ConnectionRow) => parseJson(body) as ConnectionBody

const members = [
  'id',
  'name',
  'description',
  'state',
  'configuration',
  'activitySettings',
  'searchSettings',
  'connectorId',
  'contentCategory',
]
const betaMembers = ['enabledContentExperiences', 'complianceSettings', 'ingestedItemsCount']

export const connectionMembers = (version: Version) =>
  version === 'beta' ? [...members, ...betaMembers] : members

/** The connection with a count of items that is as old as the setting allows. */
export function withIngestedCount({ store, settings, now }: Tenant, row: ConnectionRow): ConnectionRow {
  const { key, itemCount, ingestedCountAt: countedAt } = row
  const time = now()
  // After the clock was set back, counting starts again.
  if (countedAt !== null && countedAt <= time && time < countedAt + settings.ingestedCountRefreshMs)
    return row
  store.run(
    'update connections set ingestedCount = ?, ingestedCountAt = ? where key = ?',
    itemCount,
    time,
    key,
  )
  return { ...row, ingestedCount: itemCount, ingestedCountAt: time }
}

export function connectionAnswer(row: ConnectionRow, state: ConnectionState, version: Version): Json {
  const { id, name, description, enabledContentExperiences, complianceSettings, configuration, ...rest } =
    bodyOf(row)
  const { authorizedAppIds } = configuration
  return {
    id,
    name,
    description,
    ...rest,
    state,
    // `configuration` is an open type; the service repeats the list under its older name.
    configuration: { authorizedApps: authorizedAppIds, authorizedAppIds },
    ...(version === 'beta'
      ? {
          enabledContentExperiences,
          complianceSettings,
          ingestedItemsCount: state === 'draft' ? null : row.ingestedCount,
        }
      : {}),
  }
}
