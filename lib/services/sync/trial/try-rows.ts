import type { PreviewRow } from '../../../model/mapping/preview'
import { AppError } from '../../../platform/errors'
import type { Ask } from '../../../platform/thread/protocol'
import type { SourceRecord } from '../../../sources/record'
import { maskedPreview } from '../masked-preview'
import { beginTrial } from './begin-trial'
import type { Pick, Trial } from './given'
import { showable } from './showable'

const first = 20
const longestMs = 20_000

type Begun = Awaited<ReturnType<typeof beginTrial>>

export interface TriedRow {
  rows: PreviewRow[]
  broken: Record<string, string>
}

/** In a thread: rows as a mapping would send them. */
export async function* tryRows(given: Trial & { pick: Pick }, ask: Ask): AsyncGenerator<TriedRow> {
  const begun = await beginTrial(given, ask)
  try {
    const rows = showable(await previewed(await pick(given.pick, begun), begun))
    yield { rows: given.masked ? rows.map(maskedPreview) : rows, broken: begun.broken }
  } finally {
    begun.mapper.close()
  }
}

async function pick(pick: Pick, { mapper, records, recordsWith }: Begun): Promise<SourceRecord[]> {
  const end = Date.now() + longestMs
  const found: SourceRecord[] = []
  let read = 0
  for await (const some of pick !== 'first' && 'row' in pick ? recordsWith(pick.row) : records()) {
    if (pick === 'first') {
      found.push(...some.slice(0, first - found.length))
      if (found.length >= first) return found
    } else {
      const at =
        'row' in pick
          ? some.findIndex(({ row }) => row === pick.row)
          : (await mapper.idsOf(some)).indexOf(pick.itemId)
      const record = some[at]
      if (record) return [record]
    }
    read += some.length
    if (Date.now() > end)
      throw new AppError(
        'unavailable',
        `It was not among the first ${read.toLocaleString('en')} rows, which took ${longestMs / 1000} seconds to read.`,
      )
  }
  if (pick === 'first') return found
  throw new AppError(
    'not-found',
    'row' in pick ? `The source has no row ${pick.row}.` : `No row makes the item ${pick.itemId}.`,
    { field: 'pick' },
  )
}

async function previewed(records: SourceRecord[], { mapper, mapped, broken }: Begun): Promise<PreviewRow[]> {
  const made = await mapper.itemsOf(records)
  const accounts = made.flatMap(({ upn }) => upn ?? [])
  const unmatched = await mapper.withoutUser(accounts, {})
  const account =
    mapped.schema.properties.find(({ labels }) => labels?.includes('personAccount'))?.name ?? 'item'
  return records.map(({ row, problem }, at): PreviewRow => {
    if (problem) {
      const told = { severity: 'error', field: problem.field ?? 'item', message: problem.message } as const
      return { row, itemId: null, item: null, body: null, problems: [told] }
    }
    const { item = null, itemId = null, body = null, problems = [], upn } = made[at] ?? {}
    const all = [...problems]
    for (const [field, message] of Object.entries(broken))
      all.push({ severity: 'error', field, message: `${field}: ${message}` })
    if (upn && unmatched.has(upn.trim().toLowerCase()))
      all.push({
        severity: 'error',
        field: account,
        message: `No user of the tenant is called ${upn}. Correct the cell, or map another column to the account.`,
      })
    return {
      row,
      itemId,
      item: all.some(({ severity }) => severity === 'error') ? null : item,
      body,
      problems: all,
      upn,
    }
  })
}
