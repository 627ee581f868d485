import { AppError } from '../../platform/errors'
import type { RecordProblem } from '../record'
import type { RawRecord, RecordError } from './csv-records'

/** The names of the columns, when each has one of its own. */
export function header(cells: readonly string[], line: number): string[] {
  const columns = cells.map((cell) => cell.trim())
  const first = new Map<string, number>()
  columns.forEach((column, index) => {
    if (column === '' || column === '__proto__') {
      const what = column === '' ? 'has no name' : `cannot be named ${column}`
      throw invalid(
        `Column ${index + 1} ${what} in the header (line ${line}). Name it, or delete the column.`,
      )
    }
    const before = first.get(column)
    first.set(column, index)
    if (before !== undefined)
      throw invalid(
        `Columns ${before + 1} and ${index + 1} are both named '${column}' (line ${line}). Rename one.`,
      )
  })
  return columns
}

const names: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' }

export function uneven(
  row: number,
  { cells, line }: RawRecord,
  columns: number,
  delimiter: string,
): RecordProblem {
  const divided = names[delimiter] ?? `'${delimiter}'`
  const fix =
    cells.length > columns
      ? `Put cells with ${divided} in them in double quotes.`
      : 'Fill in the missing cells, empty ones too, or delete the row.'
  const counted = cells.length === 1 ? '1 cell' : `${cells.length} cells`
  const message = `Row ${row} (line ${line}) has ${counted}; the header has ${columns}. ${fix}`
  return { code: 'uneven-row', message }
}

const fixes: Record<RecordError['kind'], string> = {
  'quote-open': 'has a double quote that is never closed. Close it, or double it if it belongs to the text.',
  'too-long': 'is longer than 32 MB: most likely a double quote in it is never closed. Close it.',
  'quote-inside':
    'has a double quote in the middle of a cell. Put the whole cell in double quotes and double those inside, like "a 5"" disk".',
}

/** A record that cannot be read; `row` 0 is the header. */
export function unreadable({ kind, line }: RecordError, row: number) {
  const where = row === 0 ? `The header (line ${line})` : `Row ${row} (line ${line})`
  return invalid(`${where} ${fixes[kind]}`)
}

export const invalid = (message: string) => new AppError('invalid', message, { field: 'file' })
