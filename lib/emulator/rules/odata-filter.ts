import type { Json } from './members'
import { Tokens } from './odata-tokens'
import { Refusal, refuse } from './refusal'

export type Predicate = (row: Json) => boolean
type Literal = string | number | boolean | null

/** What a collection can be filtered by: all of it, what the directory has, or little. */
export type FilterWords = 'all' | 'directory' | 'equality'

/** A valid filter of a kind that this collection does not support. */
export class UnsupportedQuery extends Refusal {}

const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
type Comparison = (typeof comparisons)[number]
const tests = ['startswith', 'endswith', 'contains'] as const
const folds = ['tolower', 'toupper'] as const

/** The words that a kind of collection lacks, as its refusal names them. */
const lacking: Record<FilterWords, Record<string, string>> = {
  all: {},
  directory: {
    gt: 'GreaterThan',
    lt: 'LessThan',
    contains: 'Contains',
    tolower: 'ToLower',
    toupper: 'ToUpper',
  },
  equality: {
    gt: 'GreaterThan',
    ge: 'GreaterThanOrEqual',
    lt: 'LessThan',
    le: 'LessThanOrEqual',
    contains: 'Contains',
    tolower: 'ToLower',
    toupper: 'ToUpper',
  },
}

const maxDepth = 100

// Graph compares text without case, as its directory does.
const fold = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

/** OData's `$filter`, as far as it is of use for flat members. Its time is linear in the length of the text. */
export function parseFilter(text: string, members: readonly string[], words: FilterWords = 'all'): Predicate {
  const tokens = new Tokens(text)
  const names = new Map(members.map((name) => [name.toLowerCase(), name]))
  let depth = 0

  const demand = (word: string) => {
    const name = lacking[words][word]
    const message = `Filter operator '${name}' is not supported.`
    if (name) throw new UnsupportedQuery(message, '$filter')
  }

  const calls = <Word extends string>(known: readonly Word[]): Word | undefined =>
    tokens.peek(1) === '(' ? known.find((word) => tokens.nextIs(word)) : undefined

  /** A member, which may be inside `tolower()`: it is folded anyway. */
  const member = (): string => {
    const folding = calls(folds)
    if (folding) {
      demand(folding)
      tokens.next()
      tokens.next()
      const inner = member()
      tokens.expect(')')
      return inner
    }
    const name = tokens.next()
    return names.get(name.toLowerCase()) ?? refuse(`Could not find a property named '${name}'.`, '$filter')
  }

  const literal = (): Literal => {
    const token = tokens.next()
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'").toLowerCase()
    if (token === 'null') return null
    if (token === 'true' || token === 'false') return token === 'true'
    if (/^\d{4}-\d\d-\d\d/.test(token)) return token.toLowerCase()
    return Number.isFinite(Number(token)) ? Number(token) : tokens.fail()
  }

  const test = (name: (typeof tests)[number]): Predicate => {
    demand(name)
    tokens.next()
    tokens.next()
    const key = member()
    tokens.expect(',')
    const part = String(literal())
    tokens.expect(')')
    return (row) => {
      const value = fold(row[key])
      if (typeof value !== 'string') return false
      if (name === 'contains') return value.includes(part)
      return name === 'startswith' ? value.startsWith(part) : value.endsWith(part)
    }
  }

  const comparison = (): Predicate => {
    const key = member()
    const operator = tokens.next().toLowerCase()
    if (operator === 'in') return isOneOf(key)
    const known = comparisons.find((word) => word === operator) ?? tokens.fail()
    demand(known)
    const value = literal()
    return (row) => compare(fold(row[key]), known, value)
  }

  const isOneOf = (key: string): Predicate => {
    tokens.expect('(')
    const options = new Set<unknown>([literal()])
    while (tokens.peek() === ',') {
      tokens.next()
      options.add(literal())
    }
    tokens.expect(')')
    return (row) => options.has(fold(row[key]))
  }

  const term = (): Predicate => {
    if (++depth > maxDepth) tokens.fail()
    const predicate = oneTerm()
    depth--
    return predicate
  }

  const oneTerm = (): Predicate => {
    if (tokens.nextIs('not')) {
      tokens.next()
      const inner = term()
      return (row) => !inner(row)
    }
    if (tokens.peek() === '(') {
      tokens.next()
      const inner = any()
      tokens.expect(')')
      return inner
    }
    const called = calls(tests)
    return called ? test(called) : comparison()
  }

  const all = (): Predicate => {
    const terms = [term()]
    while (tokens.nextIs('and')) {
      tokens.next()
      terms.push(term())
    }
    return (row) => terms.every((holds) => holds(row))
  }

  const any = (): Predicate => {
    const terms = [all()]
    while (tokens.nextIs('or')) {
      tokens.next()
      terms.push(all())
    }
    return (row) => terms.some((holds) => holds(row))
  }

  const predicate = any()
  return tokens.peek() === undefined ? predicate : tokens.fail()
}

/** Values of two types have no order, and neither has null. */
function compare(value: unknown, operator: Comparison, other: Literal): boolean {
  if (operator === 'eq') return value === other
  if (operator === 'ne') return value !== other
  const both = typeof value === typeof other && (typeof value === 'string' || typeof value === 'number')
  if (!both || other === null) return false
  const [left, right] = [value as string | number, other as string | number]
  if (operator === 'gt') return left > right
  if (operator === 'ge') return left >= right
  return operator === 'lt' ? left < right : left <= right
}
