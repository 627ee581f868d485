import { refuse } from './refusal'

/** A value as a bucket has it, or a range: from the first on, up to but without the second unless `toIncluded`. */
export type FilterToken =
  | { kind: 'value'; value: string }
  | { kind: 'range'; from?: string; to?: string; toIncluded: boolean }
export type AggregationFilter = { field: string; tokens: FilterToken[] }

const mark = 'ǂǂ'
const maxRanges = 100

/** The token that Graph's examples show for a value: its UTF-8 bytes in hexadecimal, in quotes. */
export const valueToken = (value: string) => `"${mark}${Buffer.from(value, 'utf8').toString('hex')}"`

export const rangeToken = (from?: string, to?: string) =>
  to === undefined ? `range(${from}, max, to="le")` : `range(${from ?? 'min'}, ${to})`

const range = /^range\(([^,()]+),([^,()]+)(?:,\s*to\s*=\s*"?(le|lt)"?\s*)?\)/i
// A token has its own quotes, and the documented form of a filter puts quotes around it.
const quoted = /^\\?"(?:\\?"([^"\\]*)\\?"|([^"\\]*))\\?"/

/** `field:"token"`, `field:or("token","token")` or `field:range(from, to)`. */
export function parseAggregationFilter(text: string): AggregationFilter {
  const [, field = '', rest = ''] = /^\s*(\w+)\s*:(.*)$/s.exec(text) ?? []
  const fail = (): never => refuse(`The aggregation filter '${text}' is not valid.`, 'aggregationFilters')
  if (!field) fail()
  const group = /^\s*or\s*\((.*)\)\s*$/is.exec(rest)
  let left = (group?.[1] ?? rest).trim()
  const tokens: FilterToken[] = []
  for (;;) {
    const found = range.exec(left) ?? quoted.exec(left) ?? /^[^\s,"()]+/.exec(left)
    if (!found?.[0]) return fail()
    tokens.push(found[0].toLowerCase().startsWith('range(') ? rangeFrom(found) : valueFrom(found))
    left = left.slice(found[0].length).trim()
    if (left === '') break
    if (!group || !left.startsWith(',')) return fail()
    left = left.slice(1).trim()
  }
  return tokens.filter(({ kind }) => kind === 'range').length > maxRanges ? fail() : { field, tokens }
}

function rangeFrom([, first, last, end]: RegExpExecArray): FilterToken {
  const [from, to] = [first?.trim(), last?.trim()]
  return {
    kind: 'range',
    ...(from?.toLowerCase() === 'min' ? {} : { from }),
    ...(to?.toLowerCase() === 'max' ? {} : { to }),
    toIncluded: end?.toLowerCase() === 'le',
  }
}

function valueFrom([whole, twice, once]: RegExpExecArray): FilterToken {
  const text = twice ?? once ?? whole
  const [, hex] = /^ǂǂ((?:[0-9a-f]{2})*)$/i.exec(text) ?? []
  return { kind: 'value', value: hex === undefined ? text : Buffer.from(hex, 'hex').toString('utf8') }
}
