import { refuse } from './refusal'

type Operator = ':' | '=' | '<>' | '<' | '>' | '<=' | '>='

export type Query =
  | { kind: 'everything' }
  /** Words that follow each other; the last one may go on where `prefix` is set. */
  | { kind: 'text'; text: string; prefix: boolean }
  | { kind: 'property'; name: string; operator: Operator; value: string; to?: string; prefix: boolean }
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'not'; part: Query }

type Property = Extract<Query, { kind: 'property' }>
type Token = { kind: '(' | ')' | 'AND' | 'OR' | 'NOT' | '+' } | { kind: 'term'; query: Query }

const maxTerms = 500
const maxDepth = 50

// One term, with its property where it restricts one: `word*`, `"some words"`, `property:value`, `property>="value"`.
const term = /([A-Za-z0-9]+)(<>|<=|>=|[:=<>])(?:"([^"]*)"?(\*?)|([^\s()"]*))|"([^"]*)"?(\*?)|([^\s()"]+)/y
const unsupported = /^(?:NEAR|ONEAR|XRANK|WORDS|ALL|ANY|NONE)$/
const word = /[\p{L}\p{N}]/u

/**
 * The Keyword Query Language of search, without its proximity and ranking operators
 * (docs/graph-contract.md#search-kql).
 */
export function parseKql(text: string): Query {
  const tokens = tokenize(text)
  if (tokens.length === 0) return { kind: 'everything' }
  // Restrictions of one property that merely follow each other widen the search, unless the query has operators.
  const union = !tokens.some(({ kind }) => kind === 'AND' || kind === 'OR' || kind === 'NOT' || kind === '+')
  let at = 0
  let depth = 0
  const next = () => tokens[at]?.kind

  const any = (): Query => {
    const parts = [all()]
    while (next() === 'OR') {
      at++
      parts.push(all())
    }
    return combine('or', parts)
  }

  const all = (): Query => {
    const parts = [one()]
    while (next() !== undefined && next() !== ')' && next() !== 'OR') {
      if (next() === 'AND') at++
      parts.push(one())
    }
    return combine('and', union ? unite(parts) : parts)
  }

  const one = (): Query => {
    if (++depth > maxDepth) refuse('The query nests too deep.', 'queryString')
    const query = oneOf(tokens[at++])
    depth--
    return query
  }

  const oneOf = (token: Token | undefined): Query => {
    if (token?.kind === 'term') return token.query
    if (token?.kind === 'NOT') return { kind: 'not', part: one() }
    if (token?.kind === '+') return one()
    if (token?.kind !== '(') return refuse(`The query '${text}' is not valid.`, 'queryString')
    const inner = any()
    return tokens[at++]?.kind === ')' ? inner : refuse('A parenthesis is not closed.', 'queryString')
  }

  const query = any()
  return at === tokens.length ? query : refuse('A parenthesis was not opened.', 'queryString')
}

const combine = (kind: 'and' | 'or', parts: Query[]): Query =>
  parts.length === 1 && parts[0] ? parts[0] : { kind, parts }

const isProperty = (query: Query): query is Property => query.kind === 'property'

function unite(parts: Query[]): Query[] {
  const byName = new Map<string, Query[]>()
  for (const part of parts.filter(isProperty)) {
    const name = part.name.toLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), part])
  }
  return [
    ...parts.filter((part) => !isProperty(part)),
    ...[...byName.values()].map((same) => combine('or', same)),
  ]
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let terms = 0
  while (at < text.length) {
    const rest = text[at] ?? ''
    if (/\s/.test(rest)) at++
    else if (rest === '(' || rest === ')') {
      tokens.push({ kind: rest })
      at++
    } else if ((rest === '-' || rest === '+') && /[^\s)]/.test(text[at + 1] ?? ' ')) {
      tokens.push({ kind: rest === '-' ? 'NOT' : '+' })
      at++
    } else {
      term.lastIndex = at
      const match = term.exec(text)
      at = term.lastIndex
      const token = read(match?.slice() ?? [], text[at] === '(')
      if (token.kind === 'term') refuseMany(++terms)
      tokens.push(token)
    }
  }
  return tokens
}

function refuseMany(terms: number) {
  if (terms > maxTerms) refuse(`A query has at most ${maxTerms} terms.`, 'queryString')
}

/** For a query that is not KQL: its words, all of them required. */
export function plainWords(text: string): Query {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  refuseMany(words.length)
  if (words.length === 0) return { kind: 'everything' }
  return combine(
    'and',
    words.map((one) => ({ kind: 'text', text: one, prefix: false })),
  )
}

function read(match: (string | undefined)[], opens: boolean): Token {
  const [, name, operator, quoted, quotedStar, bare, phrase, phraseStar, plain] = match
  if (name !== undefined) {
    const query = property(name, operator as Operator, quoted, quotedStar, bare ?? '')
    return { kind: 'term', query }
  }
  if (phrase !== undefined) return textTerm(phrase, phraseStar === '*')
  if (plain === 'AND' || plain === 'OR' || plain === 'NOT') return { kind: plain }
  const operatorLike = unsupported.test(plain ?? '') && (opens || /^(?:O?NEAR|XRANK)$/.test(plain ?? ''))
  if (operatorLike) refuse(`The operator ${plain} is not supported here.`, 'queryString')
  return textTerm((plain ?? '').replace(/\*$/, ''), plain?.endsWith('*') ?? false)
}

/** A term without a letter or digit restricts nothing. */
function textTerm(text: string, prefix: boolean): Token {
  return { kind: 'term', query: word.test(text) ? { kind: 'text', text, prefix } : { kind: 'everything' } }
}

function property(
  name: string,
  operator: Operator,
  quoted: string | undefined,
  quotedStar: string | undefined,
  bare: string,
): Property {
  if (quoted !== undefined)
    return { kind: 'property', name, operator, value: quoted, prefix: quotedStar === '*' }
  const [from, to] = operator === ':' || operator === '=' ? bare.split('..', 2) : [bare]
  if (from && to) return { kind: 'property', name, operator, value: from, to, prefix: false }
  const prefix = bare.endsWith('*')
  const value = prefix ? bare.slice(0, -1) : bare
  if (!value && !prefix) refuse(`The restriction of '${name}' has no value.`, 'queryString')
  return { kind: 'property', name, operator, value, prefix }
}

/** The words and phrases that a hit has to contain, as written. */
export function searchTerms(query: Query): string[] {
  if (query.kind === 'text') return [query.text]
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(searchTerms) : []
}
