import { defaultSwitches, type Switches } from '../switches/switches'
import { parseKql, plainWords, type Query } from './kql'
import { readBoolean, readEnum, readList, readMembers, readText } from './members'
import { Refusal, refuse } from './refusal'

type SortProperty = { name: string; isDescending: boolean }
export type Range = { from?: string; to?: string }
export type Aggregation = {
  field: string
  size: number
  sortBy: (typeof sortKeys)[number]
  isDescending: boolean
  minimumCount: number
  prefixFilter: string
  ranges: Range[]
}

export type SearchRequest = {
  query: Query
  contentSources?: string[]
  fields?: string[]
  from: number
  size: number
  sortProperties: SortProperty[]
  aggregations: Aggregation[]
  aggregationFilters: string[]
}

const sortKeys = ['count', 'keyAsString', 'keyAsNumber'] as const
const entityTypes = [
  'event',
  'message',
  'driveItem',
  'externalItem',
  'site',
  'list',
  'listItem',
  'drive',
  'chatMessage',
  'person',
  'acronym',
  'bookmark',
] as const

const defaultSize = 25
const maxBuckets = 100
const maxSortProperties = 5
const maxFilters = 100
const namespace = 'microsoft.graph'
const members = [
  'aggregationFilters',
  'aggregations',
  'collapseProperties',
  'contentSources',
  'enableTopResults',
  'entityTypes',
  'fields',
  'from',
  'query',
  'queryAlterationOptions',
  'region',
  'resultTemplateOptions',
  'sharePointOneDriveOptions',
  'size',
  'sortProperties',
] as const

const given = (value: unknown) => value !== undefined && value !== null

function readCount(value: unknown, target: string, least: number, most: number, otherwise: number): number {
  if (!given(value)) return otherwise
  const count = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  if (typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most) return count
  return refuse(`'${target}' has to be a whole number from ${least} to ${most}.`, target)
}

const texts = (value: unknown, target: string) =>
  given(value) ? readList(value, target, readText) : undefined

/** The requests of a search, at least one. */
export function readSearch(body: unknown, rules: Switches = defaultSwitches): SearchRequest[] {
  const { requests } = readMembers(body, `${namespace}.search.query`, ['requests'])
  const read = readList(requests, 'requests', (request, target) => readRequest(request, target, rules))
  return read.length > 0 ? read : refuse("'requests' is empty.", 'requests')
}

function readRequest(value: unknown, target: string, rules: Switches): SearchRequest {
  const sent = readMembers(value, `${namespace}.searchRequest`, members)
  const types = readList(sent.entityTypes, `${target}.entityTypes`, (type, at) =>
    readEnum(entityTypes, typeof type === 'string' ? type.replace(/^microsoft\.graph\./i, '') : type, at),
  )
  if (types.length !== 1 || types[0] !== 'externalItem') {
    refuse('Only entityTypes ["externalItem"] can be searched here.', 'entityTypes')
  }
  if (Array.isArray(sent.collapseProperties) && sent.collapseProperties.length > 0) {
    refuse('Results cannot be collapsed here.', 'collapseProperties')
  }
  const sortProperties = given(sent.sortProperties)
    ? readList(sent.sortProperties, `${target}.sortProperties`, readSort)
    : []
  if (sortProperties.length > maxSortProperties) {
    refuse(`There can be at most ${maxSortProperties} sort properties.`, 'sortProperties')
  }
  const aggregationFilters = texts(sent.aggregationFilters, `${target}.aggregationFilters`) ?? []
  if (aggregationFilters.length > maxFilters) {
    refuse(`There can be at most ${maxFilters} aggregation filters.`, 'aggregationFilters')
  }
  return {
    query: readQuery(sent.query, `${target}.query`, rules),
    contentSources: texts(sent.contentSources, `${target}.contentSources`),
    fields: texts(sent.fields, `${target}.fields`),
    from: readCount(sent.from, `${target}.from`, 0, 2 ** 31 - 1, 0),
    size: readCount(sent.size, `${target}.size`, 0, rules.largestSearchPage, defaultSize),
    sortProperties,
    aggregations: given(sent.aggregations)
      ? readList(sent.aggregations, `${target}.aggregations`, readAggregation)
      : [],
    aggregationFilters,
  }
}

function readQuery(value: unknown, target: string, rules: Switches): Query {
  const { queryString, queryTemplate } = readMembers(value, `${namespace}.searchQuery`, [
    'queryString',
    'queryTemplate',
  ])
  const text = readText(queryString, `${target}.queryString`)
  const template = given(queryTemplate) ? readText(queryTemplate, `${target}.queryTemplate`) : ''
  const query = template ? template.replaceAll(/\{searchTerms\}/gi, () => text) : text
  if (query.trim() === '' && rules.emptyQuery === 'refuse') refuse("'queryString' is empty.", target)
  try {
    return parseKql(query)
  } catch (error) {
    if (rules.unreadableQuery === 'refuse' || !(error instanceof Refusal)) throw error
    return plainWords(query)
  }
}

function readSort(value: unknown, target: string): SortProperty {
  const { name, isDescending } = readMembers(value, `${namespace}.sortProperty`, ['name', 'isDescending'])
  return {
    name: readText(name, `${target}.name`),
    isDescending: given(isDescending) && readBoolean(isDescending, `${target}.isDescending`),
  }
}

function readAggregation(value: unknown, target: string): Aggregation {
  const sent = readMembers(value, `${namespace}.aggregationOption`, ['field', 'size', 'bucketDefinition'])
  const definition = readMembers(sent.bucketDefinition ?? {}, `${namespace}.bucketAggregationDefinition`, [
    'sortBy',
    'isDescending',
    'minimumCount',
    'prefixFilter',
    'ranges',
  ])
  const sorted = given(sent.bucketDefinition)
  const prefix = definition.prefixFilter
  return {
    field: readText(sent.field, `${target}.field`),
    size: Math.min(maxBuckets, readCount(sent.size, `${target}.size`, 1, 65_535, maxBuckets)),
    sortBy: sorted ? readEnum(sortKeys, definition.sortBy, `${target}.sortBy`) : 'count',
    isDescending: given(definition.isDescending)
      ? readBoolean(definition.isDescending, `${target}.isDescending`)
      : !sorted,
    minimumCount: readCount(definition.minimumCount, `${target}.minimumCount`, 0, 2 ** 31 - 1, 0),
    prefixFilter: given(prefix) ? readText(prefix, `${target}.prefixFilter`) : '',
    ranges: given(definition.ranges) ? readList(definition.ranges, `${target}.ranges`, readRange) : [],
  }
}

function readRange(value: unknown, target: string): Range {
  const { from, to } = readMembers(value, `${namespace}.bucketAggregationRange`, ['from', 'to'])
  const range: Range = {}
  if (given(from) && from !== '') range.from = readText(from, `${target}.from`)
  if (given(to) && to !== '') range.to = readText(to, `${target}.to`)
  if (range.from === undefined && range.to === undefined) refuse(`'${target}' needs 'from' or 'to'.`, target)
  return range
}
