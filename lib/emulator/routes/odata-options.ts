import { GraphError, malformed } from '../kernel/errors'
import type { Ctx } from '../kernel/http'
import type { Json } from '../rules/members'
import { type FilterWords, type Predicate, parseFilter, UnsupportedQuery } from '../rules/odata-filter'
import { parseSearch } from '../rules/odata-search'
import { Refusal } from '../rules/refusal'
import { rulesOf } from '../switches/switches'

type Shape = { members: readonly string[]; directory?: boolean; searchable?: boolean }

/** The rows that `$filter` and `$search` leave, in the order of `$orderby`. */
export const chosen = (ctx: Ctx, shape: Shape, rows: Json[]) =>
  sorted(ctx.query, shape.members, filtered(ctx, shape, searched(ctx, shape, rows)))

function filtered({ query, tenant }: Ctx, { members, directory }: Shape, rows: Json[]) {
  const text = query.get('$filter')
  if (!text) return rows
  const words: FilterWords = directory ? 'directory' : rulesOf(tenant.settings).collectionFilters
  return rows.filter(parsed(() => parseFilter(text, members, words)))
}

function searched({ query, headers }: Ctx, { searchable, members }: Shape, rows: Json[]) {
  const text = query.get('$search')
  if (!text) return rows
  if (!searchable) throw malformed('The query option $search is not supported here.')
  if (!/^eventual$/i.test(String(headers.consistencylevel ?? ''))) {
    const message = "Request with $search needs the header 'ConsistencyLevel: eventual'."
    throw new GraphError(400, 'Request_UnsupportedQuery', message)
  }
  return rows.filter(parsed(() => parseSearch(text, members)))
}

function parsed(parse: () => Predicate) {
  try {
    return parse()
  } catch (error) {
    if (error instanceof UnsupportedQuery) {
      throw new GraphError(400, 'Request_UnsupportedQuery', error.message)
    }
    throw error instanceof Refusal ? malformed(error.message) : error
  }
}

type Key = { name: string; sign: number }

function sorted(query: URLSearchParams, members: readonly string[], rows: Json[]) {
  const text = query.get('$orderby')?.trim()
  if (!text) return rows
  const keys = text.split(',').map((part) => readKey(text, part.trim(), members))
  return rows.toSorted((a, b) => {
    for (const { name, sign } of keys) {
      const order = sign * inOrder(a[name], b[name])
      if (order !== 0) return order
    }
    return 0
  })
}

function readKey(text: string, part: string, members: readonly string[]): Key {
  const [word = '', direction = 'asc', ...more] = part.split(/\s+/)
  const sign = { asc: 1, desc: -1 }[direction.toLowerCase()]
  if (!word || sign === undefined || more.length > 0) throw malformed(`Syntax error in $orderby: '${text}'.`)
  const name = members.find((member) => member.toLowerCase() === word.toLowerCase())
  if (!name) throw malformed(`Could not find a property named '${word}'.`)
  return { name, sign }
}

const inOrder = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''))
