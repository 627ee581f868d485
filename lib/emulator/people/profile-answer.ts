import { createHash } from 'node:crypto'
import type { Json } from '../rules/members'
import { entraSourceId } from '../rules/profile-rules'
import type { ComposedProfile, ComposedValue } from './compose'
import { entities } from './entities'
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
  const empty = Object.fromEntries(Object.keys(entities[entity] ?? {}).map((name) => [name, null]))
  const time = new Date(writtenAt).toISOString()
  const by = { application: { displayName: sourceName, id: null }, device: null, user: null }
  const { externalDirectoryObjectId: _, ...rest } = { ...empty, ...value }
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

/** The same value keeps its id from call to call. */
function stableId(text: string) {
  const hex = createHash('sha256').update(text).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-a$4-$5')
}
