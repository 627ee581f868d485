import { type FieldValue, type FieldValues, fieldAt } from '../../model/mapping/field-value'
import type { HttpConfig } from '../../model/sync/http-source'
import { AppError } from '../../platform/errors'
import type { Cursor } from '../source-kind'

/** Where a reading of pages stands. */
export interface Position {
  /** The address of the page. */
  url: URL
  /** Pages and records before it. */
  pages: number
  records: number
}

/** The first page, or the one at which a reading goes on. */
export function positionOf(
  config: HttpConfig,
  cursor: Cursor | undefined,
  since: string | undefined,
): Position {
  if (cursor)
    return { url: new URL(String(cursor.url)), pages: Number(cursor.pages), records: Number(cursor.records) }
  const url = new URL(config.url)
  for (const { name, value } of config.query) url.searchParams.append(name, value)
  if (config.changes && since !== undefined) url.searchParams.set(config.changes.parameter, since)
  const { paging } = config
  if (paging.kind === 'page') url.searchParams.set(paging.parameter, String(paging.first))
  if (paging.kind === 'offset') url.searchParams.set(paging.parameter, '0')
  return { url, pages: 0, records: 0 }
}

export const cursorOf = ({ url, pages, records }: Position): Cursor => ({ url: url.href, pages, records })

/** The address of the page after this one; null when it was the last. */
export function nextPage(
  { paging }: HttpConfig,
  at: Position,
  page: { body: FieldValues; headers: Headers; count: number },
): URL | null {
  const withParameter = (name: string, value: string) => {
    const url = new URL(at.url)
    url.searchParams.set(name, value)
    return url
  }
  switch (paging.kind) {
    case 'none':
      return null
    case 'nextLink': {
      const value = toldAt(page.body, paging.path)
      return value === null ? null : linkAt(value, at.url)
    }
    case 'cursor': {
      const value = toldAt(page.body, paging.path)
      if (typeof value === 'object' && value !== null) throw refused(`'${paging.path}' is no single value.`)
      return value === null ? null : withParameter(paging.parameter, String(value))
    }
    case 'page':
      return page.count === 0 ? null : withParameter(paging.parameter, String(at.pages + paging.first + 1))
    case 'offset':
      return page.count === 0 ? null : withParameter(paging.parameter, String(at.records + page.count))
    case 'linkHeader': {
      const link = nextLinkOf(page.headers.get('link'))
      return link === undefined ? null : linkAt(link, at.url)
    }
  }
}

/** What an answer says of the page after it; null: there is none. */
function toldAt(body: FieldValues, path: string) {
  const value = fieldAt(body, path)
  return value === undefined || value === '' || value === false ? null : value
}

/** To take something else for the end would make a part of the source look like all of it. */
function linkAt(link: FieldValue, base: URL) {
  if (typeof link === 'string' && URL.canParse(link, base)) return new URL(link, base)
  throw refused('The next page that the API names is no address.')
}

const refused = (what: string) => new AppError('invalid', `${what} Check the paging.`, { field: 'url' })

/** The target with `rel="next"` of a Link header (RFC 8288). */
function nextLinkOf(header: string | null) {
  for (const part of (header ?? '').slice(0, 20_000).split(/,\s*(?=<)/)) {
    const [, target, parameters = ''] = /^\s*<([^>]*)>(.*)$/s.exec(part) ?? []
    if (target && parameters.split(';').some(isNext)) return target
  }
  return undefined
}

/** Whether a parameter is `rel` and one of its words is `next`. */
function isNext(parameter: string) {
  const [name = '', value = ''] = parameter.split('=', 2)
  const words = value.replaceAll('"', ' ').toLowerCase().split(/\s+/)
  return name.trim().toLowerCase() === 'rel' && words.includes('next')
}
