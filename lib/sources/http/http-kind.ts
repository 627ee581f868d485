import { createHash } from 'node:crypto'
import { parseJson } from '../../model/exact-json'
import { type FieldValue, type FieldValues, fieldAt, isObject } from '../../model/mapping/field-value'
import { hasOddTexts } from '../../model/storable'
import { HttpConfig } from '../../model/sync/http-source'
import { AppError } from '../../platform/errors'
import { fieldsOf } from '../fields'
import { limits } from '../file/limits'
import { deeperThan, recordFrom } from '../json-record'
import type { SourceRecord } from '../record'
import type { SourceBatch, SourceContext, SourceKind } from '../source-kind'
import { laterOf } from '../watermark'
import { Api } from './api'
import { cursorOf, nextPage, positionOf } from './paging'

/** A JSON API over HTTPS. */
export const httpKind: SourceKind<HttpConfig> = {
  name: 'http',
  config: HttpConfig,
  secrets: ['credential'],

  async test(config, context) {
    for await (const _ of pagesOf(config, {}, context)) return
  },

  async sample(config, context, count) {
    const records: SourceRecord[] = []
    for await (const batch of pagesOf(config, {}, context)) {
      records.push(...batch.records.slice(0, count - records.length))
      if (records.length >= count) break
    }
    return { records, fields: fieldsOf(records) }
  },

  read: pagesOf,
}

async function* pagesOf(
  config: HttpConfig,
  { cursor, since }: Parameters<SourceKind['read']>[1],
  context: SourceContext,
): AsyncGenerator<SourceBatch> {
  const api = new Api(config, context)
  let at = positionOf(config, cursor, since)
  let watermark = since
  let before = ''
  const asked = new Set<string>()
  for (;;) {
    context.signal.throwIfAborted()
    const { text, headers } = await api.ask(at.url)
    const { body, list } = pageOf(text, config.path)
    const digest = digestOf(text)
    if (list.length > 0 && digest === before)
      throw refused('The API answers the same page again and again. Check the paging parameter.')
    before = digest
    const odd = hasOddTexts(text)
    const records = list.map((value, index) => {
      const row = at.records + index + 1
      return recordFrom(value, row, `element ${index + 1} of page ${at.pages + 1}`, odd)
    })
    for (const { values } of records) {
      if (config.changes) watermark = laterOf(watermark, fieldAt(values, config.changes.field))
    }
    const url = nextPage(config, at, { body, headers, count: list.length })
    const next = url && { url, pages: at.pages + 1, records: at.records + list.length }
    if (!next) {
      yield { records, cursor: null, complete: since === undefined, watermark }
      return
    }
    asked.add(digestOf(at.url.href))
    if (asked.has(digestOf(next.url.href)))
      throw refused('The next pages of the API lead back to the same page. Check the paging.')
    if (next.pages >= config.mostPages)
      throw refused(`The API has over ${config.mostPages} pages. Raise the limit, or check the paging.`)
    yield { records, cursor: cursorOf(next), watermark }
    at = next
  }
}

function pageOf(text: string, path: string): { body: FieldValues; list: FieldValue[] } {
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

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64')

const refused = (message: string, cause?: unknown) =>
  new AppError('invalid', message, { field: 'url', cause })
