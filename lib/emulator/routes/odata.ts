import { malformed } from '../kernel/errors'
import type { Answer, Ctx } from '../kernel/http'
import type { Json } from '../rules/members'
import { rulesOf } from '../switches/switches'
import { chosen } from './odata-options'

export const contextOf = ({ baseUrl, version }: Ctx, rest: string) =>
  `${baseUrl}/${version}/$metadata#${rest}`

/** The members that `$select` names, under their own spelling; undefined when there is no `$select`. */
function selected(query: URLSearchParams, members: readonly string[]): string[] | undefined {
  const text = query.get('$select')
  if (!text || text.trim() === '*') return undefined
  return text.split(',').map((word) => {
    const name = members.find((member) => member.toLowerCase() === word.trim().toLowerCase())
    if (!name)
      throw malformed(`Parsing OData Select and Expand failed: Could not find a property named '${word}'.`)
    return name
  })
}

const pick = (row: Json, names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]))

function readCount(query: URLSearchParams, option: string, least: number): number | undefined {
  const text = query.get(option)
  if (text === null) return undefined
  const count = Number(text)
  if (/^\d{1,9}$/.test(text) && count >= least) return count
  throw malformed(`Invalid value '${text}' for ${option} query option found.`)
}

type Shape = {
  /** The part of the context after `$metadata#`. */
  context: string
  /** Names that `$select` may use. */
  members: readonly string[]
  /** What is answered without `$select`; everything when absent. */
  byDefault?: readonly string[]
  /** An object of the directory, whose filters are fewer. */
  directory?: boolean
  /** Users and groups know `$search`. */
  searchable?: boolean
}

export function entity(ctx: Ctx, { context, members, byDefault }: Shape, row: Json): Answer {
  refuseUnknownOptions(ctx)
  const names = selected(ctx.query, members)
  const body = names || byDefault ? pick(row, names ?? byDefault ?? []) : row
  const projection = names ? `(${names.join(',')})` : ''
  return {
    status: 200,
    body: { '@odata.context': contextOf(ctx, `${context}${projection}/$entity`), ...body },
  }
}

/** A page of a collection, with the link to the next one. */
export function collection(ctx: Ctx, path: string, shape: Shape, rows: Json[]): Answer {
  refuseUnknownOptions(ctx)
  const { query } = ctx
  const names = selected(query, shape.members)
  const found = chosen(ctx, shape, rows)
  const { start, size } = pageStart(ctx)
  const fields = names ?? shape.byDefault
  const page = found.slice(start, start + size)
  const projection = names ? `(${names.join(',')})` : ''
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(ctx, `${shape.context}${projection}`),
      ...(/^true$/i.test(query.get('$count') ?? '') ? { '@odata.count': found.length } : {}),
      ...(start + size < found.length ? { '@odata.nextLink': nextLink(ctx, path, start + size) } : {}),
      value: fields ? page.map((row) => pick(row, fields)) : page,
    },
  }
}

const options = ['$select', '$filter', '$top', '$skip', '$skiptoken', '$orderby', '$count', '$search']

function refuseUnknownOptions({ query, tenant }: Ctx) {
  if (rulesOf(tenant.settings).unknownQueryOptions === 'ignore') return
  const unknown = [...query.keys()].find((name) => name.startsWith('$') && !options.includes(name))
  if (unknown !== undefined) throw malformed(`The query option '${unknown}' is not supported here.`)
}

/** Where a page begins and how long it is. */
export const pageStart = (ctx: Ctx) => ({
  start: readCount(ctx.query, '$skiptoken', 0) ?? readCount(ctx.query, '$skip', 0) ?? 0,
  size: pageSize(ctx),
})

/** The page that is asked for, by `$top` or by preference; the tenant's own otherwise. */
function pageSize({ query, headers, tenant }: Ctx) {
  const [, preferred] = /\bodata\.maxpagesize\s*=\s*(\d{1,9})/i.exec(String(headers.prefer ?? '')) ?? []
  const wanted = readCount(query, '$top', 1) ?? tenant.settings.pageSize
  return Math.min(wanted, Number(preferred) || wanted, 999)
}

export function nextLink({ baseUrl, version, query }: Ctx, path: string, offset: number) {
  const next = new URLSearchParams(query)
  next.delete('$skip')
  next.set('$skiptoken', String(offset))
  return `${baseUrl}/${version}${path}?${next.toString().replaceAll('%24', '$')}`
}
