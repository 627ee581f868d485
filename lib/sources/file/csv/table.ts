import type { SourceRecord } from '../../record'
import { limits } from '../limits'
import { refused } from '../refuse'
import { sniffDelimiter } from './delimiter'
import { CsvParser, type RawRecord } from './parser'
import { header, rowProblem } from './problems'

export interface CsvFormat {
  delimiter: string
  quote: string
}

/**
 * The rows of a CSV text in batches, a batch for each piece: at most one piece and one row are in memory. A row that
 * cannot be read, or does not fit the header, is a record with a problem. What is wrong with the whole is an AppError.
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  { delimiter, quote }: CsvFormat,
): AsyncGenerator<SourceRecord[]> {
  let parser: CsvParser | undefined
  let columns: string[] | undefined
  let row = 0

  const recordsOf = (raw: RawRecord[]): SourceRecord[] => {
    if (!columns && raw[0]) columns = header(raw.splice(0, 1)[0] as RawRecord)
    const names = columns ?? []
    return raw.map((one) => {
      row += 1
      const problem = rowProblem(row, one, names.length, delimiter)
      if (!problem) return { row, values: named(names, one.cells) }
      // What did not belong to the encoding cannot be stored.
      const cells = one.cells.map((cell) => cell.toWellFormed())
      return { row, values: named(names, cells), problem }
    })
  }

  for await (const piece of text) {
    let rest = piece
    if (!parser) {
      const { skip } = sniffDelimiter(piece.slice(0, 20))
      parser = new CsvParser({ delimiter, quote, firstLine: skip > 0 ? 2 : 1 })
      rest = piece.slice(skip)
    }
    const records = recordsOf(parser.write(rest))
    if (records.length > 0) yield records
    if (row > limits.rows) throw refused('The file has over 100 million rows. Split it.')
  }
  const last = recordsOf(parser?.end() ?? [])
  if (last.length > 0) yield last
  if (!columns)
    throw refused('The file is empty. Export it again, with a row of column names and rows of data.')
  if (row === 0) throw refused('The file has column names but no rows. Export it again with the data in it.')
}

function named(columns: readonly string[], cells: readonly string[]) {
  const values: Record<string, string> = {}
  for (let index = 0; index < columns.length; index++) values[columns[index] ?? ''] = cells[index] ?? ''
  return values
}

/** The names of the columns in the first row of a text. */
export function columnsOf(head: string, { delimiter, quote }: CsvFormat): string[] {
  const { skip } = sniffDelimiter(head.slice(0, 20))
  const parser = new CsvParser({ delimiter, quote })
  const [first] = [...parser.write(head.slice(skip)), ...parser.end()]
  return first ? header(first) : []
}
