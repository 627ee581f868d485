import { createHash } from 'node:crypto'
import { fieldAt } from '../../model/mapping/field-value'
import { HttpConfig } from '../../model/sync/http-source'
import { AppError } from '../../platform/errors'
import { fieldsOf } from '../fields'
import type { SourceRecord } from '../record'
import type { ReadFrom, SourceBatch, SourceContext, SourceKind } from '../source-kind'
import { laterOf } from '../watermark'
import { Api } from './api'
import { readPage } from './page'
import { readPageInThread } from './page-in-thread'
import { cursorOf, positionOf } from './paging'

/** Characters of an answer that take no noticeable time to read. */
const small = 1_000_000

/** A JSON API over HTTPS. */
export const httpKind: SourceKind<HttpConfig> = {
  name: 'http',
  config: HttpConfig,
  secrets: ['credential'],

  async test(config, context) {
    for await (const _ of pagesOf(config, {}, context, 1)) return
  },

  async sample(config, context, count) {
    const records: SourceRecord[] = []
    for await (const batch of pagesOf(config, {}, context, count)) {
      records.push(...batch.records.slice(0, count - records.length))
      if (records.length >= count) break
    }
    return { records, fields: fieldsOf(records) }
  },

  read: (config, from, context) => pagesOf(config, from, context),
}

async function* pagesOf(
  config: HttpConfig,
  { cursor, since }: ReadFrom,
  context: SourceContext,
  /** So many records of a page are enough: somebody waits for them, at the process that answers pages. */
  few?: number,
): AsyncGenerator<SourceBatch> {
  const api = new Api(config, context)
  let at = positionOf(config, cursor, since)
  let watermark = since
  let before = ''
  const asked = new Set<string>()
  for (;;) {
    context.signal.throwIfAborted()
    const { text, headers } = await api.ask(at.url)
    const from = { url: at.url.href, pages: at.pages, records: at.records }
    const answer = { text, link: headers.get('link') }
    const isLarge = few !== undefined && text.length > small
    const page = isLarge ? await readPageInThread(config, from, answer, few) : readPage(config, from, answer)
    const { records, count, digest } = page
    if (count > 0 && digest === before)
      throw refused('The API answers the same page again and again. Check the paging parameter.')
    before = digest
    for (const { values } of records) {
      if (config.changes) watermark = laterOf(watermark, fieldAt(values, config.changes.field))
    }
    const next = page.next !== null && {
      url: new URL(page.next),
      pages: at.pages + 1,
      records: at.records + count,
    }
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

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64')

const refused = (message: string) => new AppError('invalid', message, { field: 'url' })
