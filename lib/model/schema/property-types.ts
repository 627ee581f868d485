import type { PropertyType } from './schema'

/** `undocumented`: Graph's documentation contradicts itself or is silent; allowed with a warning. */
export type Allowed = 'yes' | 'no' | 'undocumented'

export interface PropertyTypeInfo {
  type: PropertyType
  /** What one value is, in words. */
  title: string
  collection: boolean
  searchable: boolean
  refinable: Allowed
  queryable: Allowed
  /** The annotation of the value in an item, and when it is sent; `inside` the object for a principal (CONTRACT 7). */
  odataType: string | null
  annotate: 'always' | 'nonAscii' | 'inside' | 'never'
  /** Whether a people connection may use it (CONTRACT 8.2). */
  people: boolean
}

const info = (type: PropertyType, title: string, more: Partial<PropertyTypeInfo>): PropertyTypeInfo => ({
  type,
  title,
  collection: type.endsWith('Collection'),
  searchable: false,
  refinable: 'yes',
  queryable: 'yes',
  odataType: null,
  annotate: 'never',
  people: true,
  ...more,
})

const principal = 'microsoft.graph.externalConnectors.principal'

/** What each type allows (CONTRACT 5; https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-property). */
export const propertyTypes: Record<PropertyType, PropertyTypeInfo> = {
  string: info('string', 'Text', { searchable: true, odataType: 'String', annotate: 'nonAscii' }),
  int64: info('int64', 'Whole number', {}),
  double: info('double', 'Number', {}),
  dateTime: info('dateTime', 'Date and time', { refinable: 'undocumented' }),
  boolean: info('boolean', 'Yes or no', { refinable: 'no' }),
  stringCollection: info('stringCollection', 'List of texts', {
    searchable: true,
    odataType: 'Collection(String)',
    annotate: 'always',
  }),
  int64Collection: info('int64Collection', 'List of whole numbers', {
    odataType: 'Collection(Int64)',
    annotate: 'always',
  }),
  doubleCollection: info('doubleCollection', 'List of numbers', {
    odataType: 'Collection(Double)',
    annotate: 'always',
  }),
  dateTimeCollection: info('dateTimeCollection', 'List of dates', {
    refinable: 'undocumented',
    odataType: 'Collection(DateTimeOffset)',
    annotate: 'always',
  }),
  principal: info('principal', 'Person', {
    refinable: 'undocumented',
    queryable: 'undocumented',
    odataType: principal,
    annotate: 'inside',
    people: false,
  }),
  principalCollection: info('principalCollection', 'List of people', {
    refinable: 'undocumented',
    queryable: 'undocumented',
    odataType: `Collection(${principal})`,
    annotate: 'always',
    people: false,
  }),
}
