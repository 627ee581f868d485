import { createHash } from 'node:crypto'
import type { Json } from '../rules/members'
import { entraSourceId } from '../rules/profile-rules'
import type { ComposedProfile, ComposedValue } from './compose'
import { entities } from './entities'
import type { Kind } from './entity-parts'
import { personKinds, profileCollections } from './person-properties'

/** The profile resource of beta: what is shown, in order, with the members that every entity of it has. */
export function profileAnswer(profile: ComposedProfile): Json {
  const names = new Map(profile.sources.map(({ sourceId, displayName }) => [sourceId, displayName]))
  const collections = profileCollections.map((collection) => [
    collection,
    (profile.collections[collection] ?? [])
      .filter(({ shown }) => shown)
      .map((value, index) =>
        facet(profile.userId, collection, index, value, names.get(value.sourceId) ?? null),
      ),
  ])
  return { id: profile.userId, ...Object.fromEntries(collections) }
}

function facet(
  userId: string,
  collection: string,
  index: number,
  { value, label, sourceId, writtenAt }: ComposedValue,
  sourceName: string | null,
): Json {
  const entity = personKinds.find((kind) => kind.label === label)?.entity ?? ''
  const time = new Date(writtenAt).toISOString()
  const by = { application: { displayName: sourceName, id: null }, device: null, user: null }
  const { externalDirectoryObjectId: _, ...rest } = { ...emptyOf(entity), ...given(value) }
  return {
    id: stableId(`${userId}/${collection}/${sourceId}/${index}`),
    allowedAudiences: 'organization',
    createdDateTime: time,
    inference: null,
    lastModifiedDateTime: time,
    isSearchable: null,
    createdBy: by,
    lastModifiedBy: by,
    source: { type: [sourceName] },
    sources: [{ sourceId, isDefaultSource: sourceId === entraSourceId, properties: Object.keys(value) }],
    ...rest,
  }
}

/** The values of members without data: a collection is never null. */
const emptyOf = (entity: string) =>
  Object.fromEntries(
    Object.entries(entities[entity] ?? {}).map(([name, kind]) => [name, isMany(kind) ? [] : null]),
  )

const isMany = (kind: Kind) => kind === 'texts' || (typeof kind === 'string' && kind.endsWith('[]'))

const given = (value: Json) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))

/** The same value keeps its id from call to call. */
function stableId(text: string) {
  const hex = createHash('sha256').update(text).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-a$4-$5')
}
