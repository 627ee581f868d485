import { propertyTypes } from './property-types'
import type { ConnectorSchema, Property } from './schema'

export type CellField = Exclude<keyof Property, 'labels' | 'aliases' | 'description'>

export interface CellSetting {
  people: boolean
  /** The property as Graph has it; none for a new one. */
  registered: Property | undefined
}

const forever = 'Delete the connection and create it again to change that.'

/**
 * Why a cell cannot be changed, field by field; what is not listed can. A value that breaks a rule
 * can always be changed back, so only the wrong direction is locked.
 */
export function lockedCells(property: Property, { people, registered }: CellSetting) {
  const locks: Partial<Record<CellField, string>> = {}
  const info = propertyTypes[property.type]

  if (registered) {
    locks.name = `The name is registered, and names are permanent. ${forever}`
    locks.type = `The type is registered, and types are permanent. ${forever}`
  }
  if (people) for (const flag of flags) if (!property[flag]) locks[flag] = ignored
  if (!property.isSearchable) {
    if (registered?.isRefinable && !registered.isSearchable)
      locks.isSearchable = 'It is registered as refinable and cannot become searchable.'
    else if (!info.searchable)
      locks.isSearchable = `Only string and stringCollection can be searchable, not ${property.type}.`
  }
  if (!property.isRefinable) {
    if (registered && !registered.isRefinable)
      locks.isRefinable = 'It is registered without refinable. Only a new property can be refinable.'
    else if (info.refinable === 'no')
      locks.isRefinable = `Refinable is for text and numbers, not ${property.type}.`
  }
  return locks
}

const flags = ['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const
const ignored = 'Search attributes have no effect on people connections.'

/** Why a property cannot be removed, or null. */
export const removalLock = (registered: Property | undefined) =>
  registered ? `Graph keeps registered properties. ${forever}` : null

/** The registered twin of each property, by place: the first of its name, whatever the case. */
export function registeredTwins(schema: ConnectorSchema, registered: ConnectorSchema | null) {
  const left = new Map(registered?.properties.map((property) => [property.name.toLowerCase(), property]))
  return schema.properties.map(({ name }) => {
    const twin = left.get(name.toLowerCase())
    left.delete(name.toLowerCase())
    return twin
  })
}

/** "id, number" as aliases; commas and spaces part them. */
export const parseAliases = (text: string) => text.split(/[\s,;]+/).filter((alias) => alias !== '')

/** The properties that a search for `query` shows, by place. */
export function findProperties({ properties }: ConnectorSchema, query: string): number[] {
  const wanted = query.trim().toLowerCase()
  const texts = (property: Property) => [
    property.name,
    property.type,
    property.description ?? '',
    ...(property.labels ?? []),
    ...(property.aliases ?? []),
  ]
  return properties.flatMap((property, place) =>
    wanted === '' || texts(property).some((text) => text.toLowerCase().includes(wanted)) ? [place] : [],
  )
}
