import { z } from 'zod'
import type { Previewed, PreviewRow } from '../../model/mapping/preview'
import { AppError } from '../../platform/errors'
import type { SourceRecord } from '../../sources/record'
import { query } from '../command'
import type { Context } from '../context'
import { draftOf, MappingInput } from './mapping-draft'
import { maskedPreview } from './masked-preview'
import { recordsFrom, recordsOf } from './records-of'

const first = 20
const longestMs = 20_000

const Input = MappingInput.extend({
  /** The first rows, or one by its number or by the id of its item. */
  pick: z.union([
    z.literal('first'),
    z.object({ row: z.number().int().min(1).max(1_000_000_000) }),
    z.object({ itemId: z.string().trim().min(1).max(128) }),
  ]),
})
type Input = z.infer<typeof Input>
type Draft = Awaited<ReturnType<typeof draftOf>>

/** Rows as they would be sent by a mapping that may not be saved yet: the exact body of each, or every problem. */
export const previewItems = query({
  name: 'previewItems',
  permission: 'connections.read',
  input: Input,
  on: ({ connectionId }) => connectionId,
  async run(context, input): Promise<Previewed & { people: boolean }> {
    const draft = await draftOf(context, input)
    const { mapper, broken, masked, people } = draft
    try {
      const records = await pick(context, input, draft)
      const rows = await previewed(records, draft)
      return { rows: masked ? rows.map(maskedPreview) : rows, broken, masked, people }
    } finally {
      mapper.close()
    }
  },
  // Rows of people data are personal data: who saw them in the clear is written down.
  reveals: ({ people, masked, rows }) => people && !masked && rows.length > 0,
  told: ({ connectionId, pick }) => ({ connectionId, pick }),
})

async function pick(context: Context, input: Input, { mapper }: Draft): Promise<SourceRecord[]> {
  const { pick } = input
  const end = Date.now() + longestMs
  const found: SourceRecord[] = []
  let read = 0
  for await (const some of pick !== 'first' && 'row' in pick
    ? recordsFrom(context, input, pick.row)
    : recordsOf(context, input)) {
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

async function previewed(records: SourceRecord[], { mapper, mapped, broken }: Draft): Promise<PreviewRow[]> {
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
