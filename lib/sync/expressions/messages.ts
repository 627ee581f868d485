import { storable } from '../../model/storable'

export const limits = {
  /** The realm's own limit for an expression and a row (sandbox/realm.js). */
  rowSeconds: 2,
  memoryMb: 192,
  megabytes: 5,
  entries: 100_000,
}

/** What went wrong in an expression, as its process told it. */
export interface ExpressionFailure {
  code?: string
  position?: number
  message?: string
  token?: string
}

export const tookTooLong = (row: number) =>
  `the expression took longer than ${limits.rowSeconds} seconds at row ${row}. Make it simpler: a regular expression or a recursion in it may not end.`

export const tookTooMuch = (row: number) =>
  `the expression needed more than ${limits.memoryMb} MB of memory at row ${row}. Make it simpler, or its result smaller.`

/** What is wrong with expressions themselves, by the field of each, as their process told it. */
export const compileMessages = (json: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(JSON.parse(json) as Record<string, ExpressionFailure>).map(([field, failure]) => [
      field,
      compileMessage(failure),
    ]),
  )

/** Of an expression that cannot be understood. */
const compileMessage = ({ message = 'It cannot be read.', position }: ExpressionFailure) =>
  `The expression has an error${at(position)}: ${sentence(message)}`

/** Of an expression that failed on a row. */
export function rowMessage({ code, message = 'It failed.', position }: ExpressionFailure, row: number) {
  switch (code) {
    case 'D1012':
      return tookTooLong(row)
    case 'D1011':
      return `the expression calls itself too often at row ${row}. Make sure that its recursion ends.`
    case 'D2015':
      return `the expression makes a list of more than ${limits.entries.toLocaleString('en')} entries at row ${row}.`
    case 'too-large':
      return `the expression gives more than ${limits.megabytes} MB at row ${row}. Make its result smaller.`
    case 'odd-text':
      return `the expression gives a NUL character or half a character at row ${row}. Take it out, as with $replace.`
    case 'function':
      return 'the expression gives a function and no value. Call it, as in $uppercase(title).'
    default:
      return `the expression failed${at(position)} at row ${row}: ${sentence(message)}`
  }
}

const at = (position: number | undefined) => (position === undefined ? '' : ` at character ${position}`)
/** It may quote what a row holds, cut in the middle. */
const sentence = (text: string) => `${storable(text.slice(0, 200)).replace(/\.$/, '')}.`
