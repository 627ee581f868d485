import type { ConnectorSchema, Property } from './schema'

export type ChangeKind =
  | 'addProperty'
  | 'removeProperty'
  | 'renameProperty'
  | 'changeType'
  | 'addRefinable'
  | 'refinableToSearchable'
  | 'addAttribute'
  | 'removeAttribute'
  | 'addLabel'
  | 'removeLabel'
  | 'addAlias'
  | 'removeAlias'
  | 'changeDescription'

export interface SchemaChange {
  /** Name of the property: the proposed one, for a removed property the registered one. */
  property: string
  change: ChangeKind
  /** At once, after sending the items again, or refused by Graph (docs/graph-contract.md#update-add). */
  class: 'now' | 'reingest' | 'refused'
  text: string
  /** Place in the proposed schema; none for a removed property. */
  index?: number
  /** The property as it is registered; none for an added one. */
  registered?: Property
}

const classes: Record<ChangeKind, SchemaChange['class']> = {
  addProperty: 'reingest',
  removeProperty: 'refused',
  renameProperty: 'refused',
  changeType: 'refused',
  addRefinable: 'refused',
  refinableToSearchable: 'refused',
  addAttribute: 'reingest',
  removeAttribute: 'reingest',
  addLabel: 'reingest',
  removeLabel: 'reingest',
  addAlias: 'now',
  removeAlias: 'now',
  changeDescription: 'now',
}

const flags = { isSearchable: 'searchable', isQueryable: 'queryable', isRetrievable: 'retrievable' } as const

/** What an update would change, property by property, in the order of the proposed schema. */
export function diffSchema(registered: ConnectorSchema, proposed: ConnectorSchema): SchemaChange[] {
  const { pairs, removed } = matchProperties(registered, proposed)
  const changes = proposed.properties.flatMap((property, index) => {
    const before = pairs.get(index)
    const parts = before ? compare(before, property) : [added(property)]
    return parts.map(({ change, text }) => ({
      property: property.name,
      change,
      class: classes[change],
      text,
      index,
      registered: before,
    }))
  })
  const gone = removed.map((property) => ({
    property: property.name,
    change: 'removeProperty' as const,
    class: classes.removeProperty,
    text: 'Removed. Graph keeps registered properties: delete the connection and create it again to lose one.',
    registered: property,
  }))
  return [...changes, ...gone]
}

/** The properties with a change that Graph applies only to items that are sent afterwards. */
export const needingReingestion = (registered: ConnectorSchema, proposed: ConnectorSchema) => [
  ...new Set(
    diffSchema(registered, proposed)
      .filter((change) => change.class === 'reingest')
      .map(({ property }) => property),
  ),
]

type Part = Pick<SchemaChange, 'change' | 'text'>

const added = ({ type }: Property): Part => ({
  change: 'addProperty',
  text: `Added (${type}). Items get a value when they are sent again.`,
})

function compare(before: Property, after: Property): Part[] {
  const parts: Part[] = []
  const note = (change: ChangeKind, text: string) => parts.push({ change, text })
  const forever = 'delete the connection and create it again to change that.'

  if (before.name !== after.name)
    note('renameProperty', `Renamed from '${before.name}'. A name is permanent: ${forever}`)
  if (before.type !== after.type)
    note('changeType', `Type changed from ${before.type} to ${after.type}. A type is permanent: ${forever}`)
  if (!before.isRefinable && after.isRefinable)
    note(
      'addRefinable',
      'Made refinable. Only a new property can be refinable: add a second one, or start over.',
    )
  if (before.isRefinable && !before.isSearchable && after.isSearchable)
    note(
      'refinableToSearchable',
      'Made searchable. A property registered as refinable cannot become searchable.',
    )
  else if (before.isRefinable && !after.isRefinable) note('removeAttribute', lost('refinable'))

  for (const [flag, word] of Object.entries(flags) as [keyof typeof flags, string][]) {
    if (flag === 'isSearchable' && before.isRefinable) continue
    if (!before[flag] && after[flag])
      note('addAttribute', `Made ${word}. Items sent before have to be sent again.`)
    if (before[flag] && !after[flag]) note('removeAttribute', lost(word))
  }
  const labels = delta(before.labels, after.labels)
  for (const label of labels.added)
    note('addLabel', `Label ${label} added. Items have to be sent again to show it.`)
  for (const label of labels.removed)
    note('removeLabel', `Label ${label} removed. Search and Copilot stop using the property for it.`)
  const aliases = delta(before.aliases, after.aliases)
  for (const alias of aliases.added) note('addAlias', `Alias ${alias} added.`)
  for (const alias of aliases.removed)
    note(
      'removeAlias',
      before.isRefinable
        ? `Alias ${alias} removed. Graph refuses this if it made the alias itself for a refinable property.`
        : `Alias ${alias} removed. Queries that use it find nothing any more.`,
    )
  if ((before.description ?? '') !== (after.description ?? ''))
    note('changeDescription', 'Description changed.')
  return parts
}

const lost = (word: string) =>
  `No longer ${word}. Old and new items behave differently until all are sent again.`

function delta(before: readonly string[] = [], after: readonly string[] = []) {
  const was = new Set(before)
  const is = new Set(after)
  return { added: [...is].filter((one) => !was.has(one)), removed: [...was].filter((one) => !is.has(one)) }
}

/**
 * Pairs proposed properties (by place) with registered ones: by name without case. A new property of
 * the same type in the place of a missing one counts as a rename.
 */
function matchProperties(registered: ConnectorSchema, proposed: ConnectorSchema) {
  const byName = new Map(registered.properties.map((property) => [property.name.toLowerCase(), property]))
  const pairs = new Map<number, Property>()
  for (const [index, { name }] of proposed.properties.entries()) {
    const match = byName.get(name.toLowerCase())
    if (match && byName.delete(name.toLowerCase())) pairs.set(index, match)
  }
  const removed: Property[] = []
  for (const [index, property] of registered.properties.entries()) {
    if (byName.get(property.name.toLowerCase()) !== property) continue
    const stranger = proposed.properties[index]
    if (stranger?.type === property.type && !pairs.has(index)) pairs.set(index, property)
    else removed.push(property)
  }
  return { pairs, removed }
}
