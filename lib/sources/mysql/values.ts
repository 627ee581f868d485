import mysql from 'mysql2'
import { parseJson } from '../../model/exact-json'
import type { FieldValue } from '../../model/mapping/field-value'

const { Types } = mysql

/** What the server says of a column. */
export interface Column {
  name: string
  columnType?: number
  characterSet?: number
}

/** Of columns that hold bytes and no text. */
const binary = 63
const bytes: readonly number[] = [
  Types.TINY_BLOB,
  Types.MEDIUM_BLOB,
  Types.LONG_BLOB,
  Types.BLOB,
  Types.VAR_STRING,
  Types.STRING,
  Types.VARCHAR,
]
const small: readonly number[] = [Types.TINY, Types.SHORT, Types.INT24, Types.LONG, Types.YEAR]

/** A value as the server wrote it. What JSON has no exact value for stays text: dates, times, decimals. */
export function fieldValue(
  raw: Buffer | null,
  { columnType = Types.STRING, characterSet }: Column,
): FieldValue {
  if (raw === null) return null
  if (small.includes(columnType)) return Number(raw.toString('latin1'))
  if (columnType === Types.LONGLONG) return whole(raw.toString('latin1'))
  if (columnType === Types.FLOAT || columnType === Types.DOUBLE) return Number(raw.toString('latin1'))
  if (columnType === Types.BIT || columnType === Types.GEOMETRY) return `0x${raw.toString('hex')}`
  if (columnType === Types.JSON) return parseJson(raw.toString('utf8')) as FieldValue
  if (characterSet === binary && bytes.includes(columnType)) return `0x${raw.toString('hex')}`
  return raw.toString('utf8')
}

function whole(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
