import type { SQLInputValue } from 'node:sqlite'
import type { Query } from '../rules/kql'
import { refuse } from '../rules/refusal'
import { periodOf } from './date-words'
import { isDateType, isNumberType, isTextType, numberOf } from './facts'
import type { Column, Scope } from './scope'

/** A condition on the row `d` of searchDocuments. `match` holds where the full-text index alone can answer. */
export type Condition = { match: string } | { sql: string; values: SQLInputValue[] }

type PropertyQuery = Extract<Query, { kind: 'property' }>
type TextQuery = Extract<Query, { kind: 'text' }>

const everything: Condition = { sql: '1', values: [] }
const nothing: Condition = { sql: '0', values: [] }

const phrase = (text: string, prefix: boolean) =>
  `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"${prefix ? ' *' : ''}`

/** The columns that free text is looked up in: searchable properties and the content. */
const searchable = ({ columns }: Scope) => {
  const places = [...new Set(columns.values())].filter(({ property }) => property.isSearchable)
  return `{content${places.map(({ place }) => ` p${place}`).join('')}}`
}

const matchText = (scope: Scope, { text, prefix }: TextQuery) =>
  `(${searchable(scope)} : ${phrase(text, prefix)})`

export function compile(query: Query, scope: Scope, now: number): Condition {
  switch (query.kind) {
    case 'everything':
      return everything
    case 'text':
      return { match: matchText(scope, query) }
    case 'property':
      return restriction(query, scope, now)
    case 'not':
      return negated(compile(query.part, scope, now))
    case 'or':
      return anyOf(query.parts.map((part) => compile(part, scope, now)))
    case 'and':
      return allOf(query.parts, scope, now)
  }
}

export function toSql(condition: Condition): { sql: string; values: SQLInputValue[] } {
  if ('sql' in condition) return condition
  return {
    sql: 'd.item in (select rowid from searchText where searchText match ?)',
    values: [condition.match],
  }
}

function negated(condition: Condition): Condition {
  const { sql, values } = toSql(condition)
  return { sql: `not (${sql})`, values }
}

const isMatch = (condition: Condition): condition is { match: string } => 'match' in condition

function anyOf(conditions: Condition[]): Condition {
  const matches = conditions.filter(isMatch).map(({ match }) => match)
  const others = conditions.filter((condition) => !isMatch(condition))
  const together: Condition[] = matches.length > 0 ? [{ match: `(${matches.join(' OR ')})` }] : []
  return joined([...together, ...others], 'or')
}

/** The words of a query go to the index in one expression, negated words included. */
function allOf(parts: Query[], scope: Scope, now: number): Condition {
  const wanted = parts.filter(({ kind }) => kind !== 'not').map((part) => compile(part, scope, now))
  const unwanted = parts.flatMap((part) => (part.kind === 'not' ? [compile(part.part, scope, now)] : []))
  const matches = wanted.filter(isMatch).map(({ match }) => match)
  const together: Condition[] = []
  const rest = wanted.filter((condition) => !isMatch(condition))
  if (matches.length > 0) {
    const not = unwanted.filter(isMatch).map(({ match }) => match)
    const all = `(${matches.join(' AND ')})`
    together.push({ match: not.length > 0 ? `(${all} NOT (${not.join(' OR ')}))` : all })
    rest.push(...unwanted.filter((condition) => !isMatch(condition)).map(negated))
  } else {
    rest.push(...unwanted.map(negated))
  }
  return joined([...together, ...rest], 'and')
}

function joined(conditions: Condition[], word: 'and' | 'or'): Condition {
  const [first] = conditions
  if (first && conditions.length === 1) return first
  const all = conditions.map(toSql)
  return {
    sql: `(${all.map(({ sql }) => sql).join(` ${word} `)})`,
    values: all.flatMap(({ values }) => values),
  }
}

/** A property that the connection does not have, or that cannot be queried, finds nothing. */
function restriction(query: PropertyQuery, scope: Scope, now: number): Condition {
  const column = scope.columns.get(query.name.toLowerCase())
  if (!column?.property.isQueryable) return nothing
  const { type, isExactMatchRequired } = column.property
  if (query.prefix && query.value === '') return fact(column, '1')
  if (isTextType(type)) return textRestriction(query, column, isExactMatchRequired)
  if (isNumberType(type)) {
    const [from, to] = [query.value, query.to ?? query.value].map(numberOf)
    return from === undefined || to === undefined ? nothing : between(query, column, from, to, '<=')
  }
  if (isDateType(type)) {
    const [from, to] = [query.value, query.to ?? query.value].map((text) => periodOf(text, now))
    if (!from || !to) return nothing
    return query.operator === '>' || query.operator === '<='
      ? fact(column, `value ${query.operator === '>' ? '>=' : '<'} ?`, from.end)
      : between(query, column, from.start, to.end, '<')
  }
  const truth = /^(?:true|yes|1)$/i.test(query.value)
    ? 1
    : /^(?:false|no|0)$/i.test(query.value)
      ? 0
      : undefined
  return truth === undefined || query.to !== undefined ? nothing : between(query, column, truth, truth, '<=')
}

/** Some value of the property fulfils the condition. */
function fact({ property }: Column, condition: string, ...values: SQLInputValue[]): Condition {
  return { sql: `exists (select 1 from json_each(d.facts, '$.${property.name}') where ${condition})`, values }
}

function between(
  { operator }: PropertyQuery,
  column: Column,
  from: number | bigint,
  to: number | bigint,
  end: '<' | '<=',
): Condition {
  switch (operator) {
    case ':':
    case '=':
      return fact(column, `value >= ? and value ${end} ?`, from, to)
    case '<>': {
      const { sql, values } = toSql(fact(column, `value >= ? and value ${end} ?`, from, to))
      return { sql: `not ${sql}`, values }
    }
    default:
      return fact(column, `value ${operator} ?`, from)
  }
}

function textRestriction(query: PropertyQuery, column: Column, exact: boolean): Condition {
  const { operator, value, prefix, to } = query
  const text = value.toLowerCase()
  if (to !== undefined) return fact(column, 'value >= ? and value <= ?', text, to.toLowerCase())
  if (operator === ':' && !exact) {
    return /[\p{L}\p{N}]/u.test(value) ? { match: `(p${column.place} : ${phrase(value, prefix)})` } : nothing
  }
  if (operator !== ':' && operator !== '=' && operator !== '<>')
    return fact(column, `value ${operator} ?`, text)
  const same = prefix
    ? fact(column, 'substr(value, 1, length(?)) = ?', text, text)
    : fact(column, 'value = ?', text)
  return operator === '<>' ? negated(same) : same
}

/** Refuses a restriction on what no connection can query. */
export function demandProperties(query: Query, scopes: Scope[]) {
  if (query.kind === 'not') demandProperties(query.part, scopes)
  if (query.kind === 'and' || query.kind === 'or') {
    for (const part of query.parts) demandProperties(part, scopes)
  }
  if (query.kind !== 'property' || scopes.length === 0) return
  const name = query.name.toLowerCase()
  if (scopes.some(({ columns }) => columns.get(name)?.property.isQueryable)) return
  refuse(`'${query.name}' is not a queryable property.`, 'queryString')
}

/** The words to rank hits by; undefined when the query has none. */
export function ranking(query: Query, scope: Scope): string | undefined {
  const texts = (part: Query): TextQuery[] => {
    if (part.kind === 'text') return [part]
    return part.kind === 'and' || part.kind === 'or' ? part.parts.flatMap(texts) : []
  }
  const found = texts(query).map((text) => phrase(text.text, text.prefix))
  return found.length > 0 ? `${searchable(scope)} : (${found.join(' OR ')})` : undefined
}
