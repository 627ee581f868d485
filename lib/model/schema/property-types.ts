import type { PropertyType } from './schema'

/** `undocumented`: Graph's documentation contradicts itself or is silent; allowed with a warning. */
type Allowed = 'yes' | 'no' | 'undocumented'

export interface PropertyTypeInfo {
  type: PropertyType
  /** What one value is, in words. */
  title: string
  collection: boolean
  searchable: boolean
  refinable: Allowed
  queryable: Allowed
  /**
   * The `@odata.type` that stands beside a value in an item, if one does; of text only beyond ASCII
   * (docs/graph-contract.md#item-annotations).
   */
  odataType: string | null
  /** Whether a people connection may use it (docs/graph-contract.md#people-principals). */
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
  people: true,
  ...more,
})

/**
 * What each type allows (docs/graph-contract.md#property-searchable;
 * https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-property).
 */
export const propertyTypes: Record<PropertyType, PropertyTypeInfo> = {
  string: info('string', 'Text', { searchable: true, odataType: 'String' }),
  int64: info('int64', 'Whole number', {}),
  double: info('double', 'Number', {}),
  dateTime: info('dateTime', 'Date and time', { refinable: 'undocumented' }),
  boolean: info('boolean', 'Yes or no', { refinable: 'no' }),
  stringCollection: info('stringCollection', 'List of texts', {
    searchable: true,
    odataType: 'Collection(String)',
  }),
  int64Collection: info('int64Collection', 'List of whole numbers', {
    odataType: 'Collection(Int64)',
  }),
  doubleCollection: info('doubleCollection', 'List of numbers', {
    odataType: 'Collection(Double)',
  }),
  dateTimeCollection: info('dateTimeCollection', 'List of dates', {
    refinable: 'undocumented',
    odataType: 'Collection(DateTimeOffset)',
  }),
  principal: info('principal', 'Person', {
    refinable: 'undocumented',
    queryable: 'undocumented',
    people: false,
  }),
  principalCollection: info('principalCollection', 'List of people', {
    refinable: 'undocumented',
    queryable: 'undocumented',
    odataType: 'Collection(microsoft.graph.externalConnectors.principal)',
    people: false,
  }),
}
