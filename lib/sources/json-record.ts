import { parseJson } from '../model/exact-json'
import type { FieldValue } from '../model/mapping/field-value'
import { hasOddTexts, isStorable } from '../model/storable'
import { limits } from './file/limits'
import type { SourceRecord } from './record'

/** The record of a JSON text; one that is no object, or no JSON at all, has a problem. `where` says where it stands. */
export function recordOf(text: string, row: number, where: string): SourceRecord {
  if (!text.isWellFormed())
    return bad(
      row,
      where,
      'has characters that do not belong to the encoding of the file. Choose another encoding, or export the file again as UTF-8.',
    )
  if (deeperThan(text, limits.depth))
    return bad(row, where, `is nested more than ${limits.depth} levels deep. Export flatter records.`)
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return bad(row, where, 'is not JSON. Correct it, or delete it.')
  }
  return recordFrom(value, row, where, hasOddTexts(text))
}

/** The record of a parsed value; `odd` says that its texts may hold what no database takes. */
export function recordFrom(value: unknown, row: number, where: string, odd: boolean): SourceRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad(row, where, 'is not an object with named fields. Correct it, or choose another path.')
  const values = value as Record<string, FieldValue>
  if (Object.hasOwn(values, '__proto__')) return bad(row, where, 'has a field named __proto__. Rename it.')
  if (Object.keys(values).length > limits.columns)
    return bad(row, where, `has over ${limits.columns} fields. Export fewer.`)
  if (odd && !everyText(values, isStorable))
    return bad(row, where, 'has a NUL character or half a character in a text. Correct it, or delete it.')
  return { row, values }
}

const bad = (row: number, where: string, message: string): SourceRecord => ({
  row,
  values: {},
  problem: { code: 'unreadable-row', message: `Row ${row} (${where}) ${message}` },
})

/** The same record, or a bad one where its texts hold what no database takes; `json` is what it is written as. */
export function withoutOddTexts(record: SourceRecord, json: string): SourceRecord {
  if (!hasOddTexts(json) || everyText(record.values, isStorable)) return record
  const message = `Row ${record.row} has a NUL character or half a character in a text. Correct it, or delete it.`
  return { row: record.row, values: {}, problem: { code: 'unreadable-row', message } }
}

/** Whether each text of a value is such as `holds` says, names of fields too. */
export function everyText(value: FieldValue, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((one) => everyText(one, holds))
  return Object.entries(value).every(([name, one]) => holds(name) && everyText(one, holds))
}

/** Whether lists and objects are nested deeper than so many levels. Text that is no JSON may count as deeper, too. */
export function deeperThan(text: string, most: number) {
  // Most records have fewer brackets than that in all.
  if (text.length <= most) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(text, at + 1)
      if (at < 0) return false
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > most) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}

/** Where the string that began before `from` closes; -1 when it does not. */
export function endOfString(text: string, from: number) {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at
    if (code === 0x5c) at += 1
  }
  return -1
}
