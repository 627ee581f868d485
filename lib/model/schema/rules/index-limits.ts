import type { LabelInfo } from '../../labels/label-info'
import { labelInfo } from '../../labels/labels'
import type { ConnectorSchema, Property } from '../schema'
import type { SchemaFix, SchemaSetting } from './problem'

/** One property with what the rules need to know of it. */
export interface Subject {
  property: Property
  place: number
  /** How messages call it: by its name, or by its row while it has none. */
  name: string
  labels: readonly LabelInfo[]
}

/** What the rules read of the schema, gathered in one pass. Names are keyed without case. */
export interface SchemaIndex {
  schema: ConnectorSchema
  people: boolean
  /** First property to use a name or alias, by its lowercase text. */
  named: ReadonlyMap<string, number>
  /** The properties of each name. */
  alike: ReadonlyMap<string, readonly number[]>
  /** First property to carry a label. */
  labelled: ReadonlyMap<string, number>
  /** Names that are registered, lowercase: name and type of these cannot change any more. */
  registered: ReadonlySet<string>
}

export const subjectAt = (property: Property, place: number): Subject => ({
  property,
  place,
  name: called(property, place),
  labels: (property.labels ?? []).map(labelInfo),
})

export const called = (property: Property | undefined, place: number) =>
  property?.name ? `'${property.name}'` : `Property ${place + 1}`

export function indexOf(
  schema: ConnectorSchema,
  { contentCategory, registered }: SchemaSetting,
): SchemaIndex {
  const named = new Map<string, number>()
  const alike = new Map<string, number[]>()
  const labelled = new Map<string, number>()
  const claim = (map: Map<string, number>, key: string, place: number) => {
    if (!map.has(key)) map.set(key, place)
  }
  // Names before aliases: of an alias and a name that collide, the alias is the one to change.
  for (const [place, { name }] of schema.properties.entries()) {
    const key = name.toLowerCase()
    claim(named, key, place)
    const places = alike.get(key)
    if (places) places.push(place)
    else alike.set(key, [place])
  }
  for (const [place, { aliases, labels }] of schema.properties.entries()) {
    for (const alias of aliases ?? []) claim(named, alias.toLowerCase(), place)
    for (const label of labels ?? []) claim(labelled, labelInfo(label).label, place)
  }
  return {
    schema,
    people: contentCategory === 'people',
    named,
    alike,
    labelled,
    registered: new Set(registered?.properties.map(({ name }) => name.toLowerCase())),
  }
}

/** The wish, or the wish with a number, so that no name or alias of the schema is like it. */
export function freeName(wish: string, { named }: SchemaIndex): string {
  if (wish === '') return ''
  for (let number = 1; ; number++) {
    const name = number === 1 ? wish : `${wish.slice(0, 32 - `${number}`.length)}${number}`
    if (!named.has(name.toLowerCase()) && name.toLowerCase() !== 'content') return name
  }
}

/** Takes one label away. */
export const withoutLabel = ({ property }: Subject, { label }: LabelInfo): SchemaFix => ({
  label: `Remove label ${label}`,
  change: { labels: (property.labels ?? []).filter((one) => labelInfo(one).label !== label) },
})
