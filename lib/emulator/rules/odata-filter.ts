import type { Json } from './members'
import { refuse } from './refusal'

export type Predicate = (row: Json) => boolean
type Literal = string | number | boolean | null

// A quote inside a string literal is doubled.
const tokens = /\s*('(?:[^']|'')*'|[(),]|[A-Za-z_][\w/.-]*|-?\d+(?:\.\d+)?)/y

function tokenize(text: string): string[] {
  const found: string[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.trimEnd().length) {
    const match = tokens.exec(text)
    if (!match?.[1]) refuse(`Invalid filter clause: syntax error in '${text}'.`, '$filter')
    found.push(match[1])
  }
  return found
}

const fold = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

/** The part of OData's `$filter` that clients of these resources use: eq, ne, in, startswith, endswith, and, or, not. */
export function parseFilter(text: string, members: readonly string[]): Predicate {
  const rest = tokenize(text)
  const fail = (): never => refuse(`Invalid filter clause: '${text}'.`, '$filter')
  const next = () => rest.shift() ?? fail()
  const expect = (token: string) => (next() === token ? undefined : fail())
  const nextIs = (word: string) => rest[0]?.toLowerCase() === word
  let depth = 0

  const member = () => {
    const name = next()
    const known = members.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
    return known ?? refuse(`Could not find a property named '${name}'.`, '$filter')
  }

  const literal = (): Literal => {
    const token = next()
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
    if (token === 'null') return null
    if (token === 'true' || token === 'false') return token === 'true'
    return Number.isFinite(Number(token)) ? Number(token) : fail()
  }

  const call = (name: 'startswith' | 'endswith'): Predicate => {
    rest.splice(0, 2)
    const key = member()
    expect(',')
    const part = String(fold(literal()))
    expect(')')
    return (row) => {
      const value = fold(row[key])
      if (typeof value !== 'string') return false
      return name === 'startswith' ? value.startsWith(part) : value.endsWith(part)
    }
  }

  const comparison = (): Predicate => {
    const key = member()
    const operator = next().toLowerCase()
    if (operator === 'in') {
      expect('(')
      const options = [fold(literal())]
      while (rest[0] === ',') {
        next()
        options.push(fold(literal()))
      }
      expect(')')
      return (row) => options.includes(fold(row[key]) as Literal)
    }
    if (operator !== 'eq' && operator !== 'ne') return fail()
    const value = fold(literal())
    return (row) => (fold(row[key]) === value) === (operator === 'eq')
  }

  const term = (): Predicate => {
    if (++depth > 100) fail()
    const predicate = oneTerm()
    depth--
    return predicate
  }

  const oneTerm = (): Predicate => {
    if (nextIs('not')) {
      next()
      const inner = term()
      return (row) => !inner(row)
    }
    if (rest[0] === '(') {
      next()
      const inner = any()
      expect(')')
      return inner
    }
    if ((nextIs('startswith') || nextIs('endswith')) && rest[1] === '(') {
      return call(nextIs('startswith') ? 'startswith' : 'endswith')
    }
    return comparison()
  }

  const all = (): Predicate => {
    const terms = [term()]
    while (nextIs('and')) {
      next()
      terms.push(term())
    }
    return (row) => terms.every((holds) => holds(row))
  }

  const any = (): Predicate => {
    const terms = [all()]
    while (nextIs('or')) {
      next()
      terms.push(all())
    }
    return (row) => terms.some((holds) => holds(row))
  }

  const predicate = any()
  return rest.length === 0 ? predicate : fail()
}
