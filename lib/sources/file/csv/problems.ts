import type { RecordProblem } from '../../record'
import { limits } from '../limits'
import { refused } from '../refuse'
import type { Fault, RawRecord } from './parser'

/** The names of the columns, when each has one of its own. */
export function header({ cells, line, fault }: RawRecord): string[] {
  if (fault) throw refused(`The header (line ${line}) ${fixes[fault]}`)
  const columns = cells.map((cell) => cell.trim())
  const first = new Map<string, number>()
  columns.forEach((column, index) => {
    if (column === '' || column === '__proto__') {
      const what = column === '' ? 'has no name' : `cannot be named ${column}`
      throw refused(
        `Column ${index + 1} ${what} in the header (line ${line}). Name it, or delete the column.`,
      )
    }
    if (column.length > limits.name)
      throw refused(
        `The name of column ${index + 1} (line ${line}) has over ${limits.name} characters. Shorten it, or check the delimiter.`,
      )
    const before = first.get(column)
    first.set(column, index)
    if (before !== undefined)
      throw refused(
        `Columns ${before + 1} and ${index + 1} are both named '${column}' (line ${line}). Rename one.`,
      )
  })
  return columns
}

const names: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' }

const fixes: Record<Fault, string> = {
  'quote-open': 'has a double quote that is never closed. Close it, or double it if it belongs to the text.',
  'too-long': 'is longer than 32 MB: most likely the file has no line ends. Export it again.',
  'quote-inside':
    'has a double quote in the middle of a cell. Put the whole cell in double quotes and double those inside, like "a 5"" disk".',
  'too-many-cells': `has over ${limits.columns} cells. Check the delimiter, or export fewer columns.`,
}

/** What is wrong with a row: it could not be read, or does not fit the header. */
export function rowProblem(
  row: number,
  { cells, line, fault }: RawRecord,
  columns: number,
  delimiter: string,
): RecordProblem | undefined {
  const where = `Row ${row} (line ${line})`
  if (fault) return { code: 'unreadable-row', message: `${where} ${fixes[fault]}` }
  if (cells.length !== columns) {
    const fix =
      cells.length > columns
        ? `Put cells with ${names[delimiter] ?? `'${delimiter}'`} in them in double quotes.`
        : 'Fill in the missing cells, empty ones too, or delete the row.'
    const counted = cells.length === 1 ? '1 cell' : `${cells.length} cells`
    const message = `${where} has ${counted}; the header has ${columns}. ${fix}`
    return { code: 'uneven-row', message }
  }
  if (cells.every((cell) => cell.isWellFormed())) return undefined
  const message = `${where} has characters that do not belong to the encoding of the file. Choose another encoding, or export the file again as UTF-8.`
  return { code: 'damaged-text', message }
}
