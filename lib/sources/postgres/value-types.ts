import pg from 'pg'
import { parseJson } from '../../model/exact-json'

const { builtins } = pg.types

const whole = (text: string) => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
/** Infinity and NaN are no JSON. */
const fraction = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text)

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.INT2, Number],
  [builtins.INT4, Number],
  [builtins.INT8, whole],
  [builtins.FLOAT4, fraction],
  [builtins.FLOAT8, fraction],
  [builtins.JSON, parseJson],
  [builtins.JSONB, parseJson],
])
/** Lists of texts, names, small and large numbers. */
for (const list of [1009, 1015, 1002]) parsers.set(list, (text) => pg.types.getTypeParser(list)(text))

const asText = (text: string) => text

/** Everything that JSON has no exact value for stays the text that the database writes: dates, numerics, intervals. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => parsers.get(oid) ?? asText,
}
