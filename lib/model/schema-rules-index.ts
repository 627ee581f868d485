import { type LabelInfo, labelInfo } from './labels'
import type { ConnectorSchema, Property } from './schema'
import type { SchemaFix, SchemaSetting } from './schema-rules'

/** What the rules read of a schema, gathered in one pass. Names are keyed without case. */
export interface SchemaIndex {
  people: boolean
  /** First property to use a name or alias, by its lowercase text. */
  named: Map<string, number>
  /** First property to carry a label. */
  labelled: Map<string, number>
  /** Names that are registered, lowercase: their type and name cannot be mended by changing them. */
  registered: ReadonlySet<string>
}

/** How messages call a property: by its name, or by its row while it has none. */
export const called = (property: Property | undefined, place: number) =>
  property?.name ? `'${property.name}'` : `Property ${place + 1}`

/** The property without one of its labels, and the button that does it. */
export const withoutLabel = (property: Property, { label }: LabelInfo): SchemaFix => ({
  label: `Remove label ${label}`,
  change: { labels: (property.labels ?? []).filter((one) => labelInfo(one).label !== label) },
})

export function indexOf(
  schema: ConnectorSchema,
  { contentCategory, registered }: SchemaSetting,
): SchemaIndex {
  const named = new Map<string, number>()
  const labelled = new Map<string, number>()
  const claim = (map: Map<string, number>, key: string, place: number) => {
    if (!map.has(key)) map.set(key, place)
  }
  // Names before aliases: of an alias and a name that collide, the alias is the one to mend.
  for (const [place, { name }] of schema.properties.entries()) claim(named, name.toLowerCase(), place)
  for (const [place, { aliases, labels }] of schema.properties.entries()) {
    for (const alias of aliases ?? []) claim(named, alias.toLowerCase(), place)
    for (const label of labels ?? []) claim(labelled, labelInfo(label).label, place)
  }
  return {
    people: contentCategory === 'people',
    named,
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
