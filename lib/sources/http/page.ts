import { createHash } from 'node:crypto'
import { parseJson } from '../../model/exact-json'
import { type FieldValue, type FieldValues, fieldAt, isObject } from '../../model/mapping/field-value'
import { hasOddTexts } from '../../model/storable'
import type { HttpConfig } from '../../model/sync/http-source'
import { AppError } from '../../platform/errors'
import { limits } from '../file/limits'
import { deeperThan, recordFrom } from '../json-record'
import type { SourceRecord } from '../record'
import { nextPage, type Position } from './paging'

/** What an API has answered, as a thread can get it. */
export interface Answer {
  text: string
  /** Its `Link` header. */
  link: string | null
}

export interface Page {
  records: SourceRecord[]
  /** How many it has. */
  count: number
  /** The same for two pages of the same text. */
  digest: string
  /** The address of the page after it; null when it was the last. */
  next: string | null
}

/** Reads one answer, and gives out its first `most` records. */
export function readPage(
  config: HttpConfig,
  { url, pages, records }: Omit<Position, 'url'> & { url: string },
  { text, link }: Answer,
  most = Number.POSITIVE_INFINITY,
): Page {
  const { body, list } = listOf(text, config.path)
  const odd = hasOddTexts(text)
  const at = { url: new URL(url), pages, records }
  const headers = new Headers(link === null ? {} : { link })
  return {
    records: list
      .slice(0, most)
      .map((value, index) =>
        recordFrom(value, records + index + 1, `element ${index + 1} of page ${pages + 1}`, odd),
      ),
    count: list.length,
    digest: createHash('sha256').update(text).digest('base64'),
    next: nextPage(config, at, { body, headers, count: list.length })?.href ?? null,
  }
}

function listOf(text: string, path: string): { body: FieldValues; list: FieldValue[] } {
  if (deeperThan(text, limits.depth))
    throw refused(`An answer of the API is nested over ${limits.depth} levels deep.`)
  let body: FieldValue
  try {
    body = parseJson(text) as FieldValue
  } catch (error) {
    throw refused('The API does not answer with JSON. Check the address.', error)
  }
  const list = path === '' ? body : isObject(body) ? fieldAt(body, path) : undefined
  if (Array.isArray(list)) return { body: isObject(body) ? body : {}, list }
  const where = path === '' ? 'is no list' : `has no list at '${path}'`
  throw refused(`The answer of the API ${where}. Say where its records are, like data.items.`)
}

const refused = (message: string, cause?: unknown) =>
  new AppError('invalid', message, { field: 'url', cause })
