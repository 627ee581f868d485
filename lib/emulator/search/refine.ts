import type { SQLInputValue } from 'node:sqlite'
import { writeJson } from '../kernel/exact-json'
import { type FilterToken, parseAggregationFilter, rangeToken, valueToken } from '../rules/aggregation-filter'
import { refuse } from '../rules/refusal'
import type { Aggregation, Range } from '../rules/search-request'
import type { Store } from '../store/store'
import type { Condition } from './compile'
import { isDateType, isTextType, numberOf, timeOf } from './facts'
import type { Column, Scope } from './scope'

type Bucket = { key: string; count: number; aggregationFilterToken: string }

/** The refinable property of a name or alias, by connection. Refused when no connection has one. */
export function refinable(scopes: Scope[], name: string, target: string): Map<Scope, Column> {
  const found = new Map<Scope, Column>()
  for (const scope of scopes) {
    const column = scope.columns.get(name.toLowerCase())
    if (column?.property.isRefinable) found.set(scope, column)
  }
  if (found.size === 0 && scopes.length > 0) refuse(`'${name}' is not a refinable property.`, target)
  return found
}

/** The items of a connection that pass the filters of a request. */
export function refinedTo(filters: string[], scopes: Scope[]): (scope: Scope) => Condition[] {
  const read = filters.map((text) => {
    const { field, tokens } = parseAggregationFilter(text)
    return { columns: refinable(scopes, field, 'aggregationFilters'), tokens }
  })
  return (scope) =>
    read.map(({ columns, tokens }) => {
      const column = columns.get(scope)
      return column ? anyToken(column, tokens) : { sql: '0', values: [] }
    })
}

function anyToken(column: Column, tokens: FilterToken[]): Condition {
  const { name } = column.property
  const single = tokens.flatMap((token) => (token.kind === 'value' ? [factOf(column, token.value)] : []))
  const all = [
    { sql: 'value in (select value from json_each(?))', values: [writeJson(single)] },
    ...tokens.flatMap((token) => (token.kind === 'range' ? [rangeSql(column, token)] : [])),
  ]
  return {
    sql: `exists (select 1 from json_each(d.facts, '$.${name}') where ${all.map(({ sql }) => sql).join(' or ')})`,
    values: all.flatMap(({ values }) => values),
  }
}

type RangeToken = Extract<FilterToken, { kind: 'range' }>

function rangeSql(column: Column, token: RangeToken): { sql: string; values: SQLInputValue[] } {
  const from = token.from === undefined ? undefined : factOf(column, token.from)
  const to = token.to === undefined ? undefined : factOf(column, token.to)
  const parts = [
    ...(from === undefined ? [] : ['value >= ?']),
    ...(to === undefined ? [] : [`value ${token.toIncluded ? '<=' : '<'} ?`]),
  ]
  return {
    sql: parts.length > 0 ? `(${parts.join(' and ')})` : '1',
    values: [from, to].filter((value) => value !== undefined),
  }
}

/** A value of a bucket, a range or a token as facts are kept. A value that fits no type equals nothing. */
function factOf({ property }: Column, text: string): string | number | bigint | null {
  if (isTextType(property.type)) return text.toLowerCase()
  if (isDateType(property.type)) return timeOf(text) ?? null
  return property.type === 'boolean' ? Number(text === 'true') : (numberOf(text) ?? null)
}

/** Buckets over the hits in temp.found. */
export function aggregate(store: Store, option: Aggregation, scopes: Scope[]) {
  const columns = refinable(scopes, option.field, 'aggregations')
  const buckets =
    option.ranges.length > 0 ? rangeBuckets(store, option, columns) : valueBuckets(store, option, columns)
  return {
    field: option.field,
    buckets: buckets.filter(({ count }) => count >= option.minimumCount).slice(0, option.size),
  }
}

function valueBuckets(store: Store, option: Aggregation, columns: Map<Scope, Column>): Bucket[] {
  const counts = new Map<string, number>()
  for (const [{ row }, column] of columns) {
    const { name, type } = column.property
    const rows = store.all<{ value: string | number; count: number }>(
      // A whole number as text: it may have more digits than a number here can hold.
      `select case typeof(f.value) when 'integer' then cast(f.value as text) else f.value end as value,
         count(distinct d.item) as count
       from temp.found h join searchDocuments d on d.item = h.item, json_each(d.${isDateType(type) ? 'facts' : 'properties'}, '$.' || ?) f
       where d.connectionKey = ? and f.value is not null and f.type not in ('object', 'array')
       group by f.value`,
      name,
      row.key,
    )
    for (const { value, count } of rows) {
      const key = isDateType(type)
        ? new Date(Number(value)).toISOString()
        : type === 'boolean'
          ? String(value === '1')
          : String(value)
      counts.set(key, (counts.get(key) ?? 0) + count)
    }
  }
  const prefix = option.prefixFilter.toLowerCase()
  return [...counts]
    .filter(([key]) => key.toLowerCase().startsWith(prefix))
    .map(([key, count]) => ({ key, count, aggregationFilterToken: valueToken(key) }))
    .toSorted(inOrder(option))
}

const wholeNumber = /^-?\d+$/

function inOrder({ sortBy, isDescending }: Aggregation) {
  const sign = isDescending ? -1 : 1
  const byKey = (a: Bucket, b: Bucket) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  // Whole numbers that are the same to a double may still differ.
  const byDigits = (a: Bucket, b: Bucket) =>
    wholeNumber.test(a.key) && wholeNumber.test(b.key) ? Number(BigInt(a.key) - BigInt(b.key)) : byKey(a, b)
  return (a: Bucket, b: Bucket) => {
    if (sortBy === 'count') return sign * (a.count - b.count) || byKey(a, b)
    if (sortBy === 'keyAsString') return sign * byKey(a, b)
    return sign * (Number(a.key) - Number(b.key) || byDigits(a, b))
  }
}

/** Ranges stay in the order of the request, as Graph's examples have them. */
function rangeBuckets(store: Store, option: Aggregation, columns: Map<Scope, Column>): Bucket[] {
  const counts = option.ranges.map(() => 0)
  let words = numberWords
  for (const [{ row }, column] of columns) {
    if (isTextType(column.property.type))
      refuse('Ranges need a property of numbers or times.', 'aggregations')
    if (isDateType(column.property.type)) words = dateWords
    option.ranges.forEach((range, index) => {
      counts[index] = (counts[index] ?? 0) + countIn(store, row.key, column, range)
    })
  }
  return option.ranges.map((range, index) => ({
    key: words(range),
    count: counts[index] ?? 0,
    aggregationFilterToken: rangeToken(range.from, range.to),
  }))
}

function countIn(store: Store, connectionKey: number, column: Column, { from, to }: Range) {
  const bound = (text: string | undefined) => (text === undefined ? null : factOf(column, text))
  if ([from, to].some((text) => text !== undefined && bound(text) === null)) {
    refuse(`The range from '${from ?? ''}' to '${to ?? ''}' does not fit the property.`, 'aggregations')
  }
  return (
    store.get<{ count: number }>(
      `select count(distinct d.item) as count
       from temp.found h join searchDocuments d on d.item = h.item, json_each(d.facts, '$.' || ?1) f
       where d.connectionKey = ?2 and (?3 is null or f.value >= ?3) and (?4 is null or f.value < ?4)`,
      column.property.name,
      connectionKey,
      bound(from),
      bound(to),
    )?.count ?? 0
  )
}

function numberWords({ from, to }: Range) {
  if (from === undefined) return `Less than ${to}`
  return to === undefined ? `${from} and up` : `${from} up to ${to}`
}

function dateWords({ from, to }: Range) {
  if (from === undefined) return `Before ${to}`
  return to === undefined ? `${from} or later` : `From ${from} up to ${to}`
}
