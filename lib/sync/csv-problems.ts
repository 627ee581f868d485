import type { CsvError } from 'csv-parse'
import { AppError } from '../errors'

/** The names of the columns, when each has one of its own. */
export function header(cells: readonly string[], line: number): string[] {
  const columns = cells.map((cell) => cell.trim())
  columns.forEach((column, index) => {
    if (column === '' || column === '__proto__') {
      const what = column === '' ? 'has no name' : `cannot be named ${column}`
      throw invalid(
        `Column ${index + 1} ${what} in the header (line ${line}). Name it, or delete the column.`,
      )
    }
    const before = columns.indexOf(column)
    if (before !== index)
      throw invalid(
        `Columns ${before + 1} and ${index + 1} are both named '${column}' (line ${line}). Rename one.`,
      )
  })
  return columns
}

const names: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' }

export function uneven(row: number, line: number, cells: number, columns: number, delimiter: string) {
  const divided = names[delimiter] ?? `'${delimiter}'`
  const mend =
    cells > columns
      ? `Put cells with ${divided} in them in double quotes.`
      : 'Fill in the missing cells, empty ones too, or delete the row.'
  return invalid(
    `Row ${row} (line ${line}) has ${cells} ${cells === 1 ? 'cell' : 'cells'}; the header has ${columns}. ${mend}`,
  )
}

/** `line` is where the record begins that could not be read; `count` how many came before, the header included. */
export function quoting({ code }: CsvError, count: number, line: number) {
  const where = count === 0 ? `The header (line ${line})` : `Row ${count} (line ${line})`
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return invalid(
      `${where} has a double quote that is never closed. Close it, or double it if it belongs to the text.`,
    )
  if (code === 'CSV_MAX_RECORD_SIZE')
    return invalid(
      `${where} is longer than 32 MB: most likely a double quote in it is never closed. Close it.`,
    )
  return invalid(
    `${where} has a double quote in the middle of a cell. Put the whole cell in double quotes and double those inside, like "a 5"" disk".`,
  )
}

export const invalid = (message: string) => new AppError('invalid', message, { field: 'file' })
