import type { SourceRecord } from '../record'
import { sniffDelimiter } from './csv-delimiter'
import { header, invalid, uneven, unreadable } from './csv-problems'
import { type RawRecord, recordBatches } from './csv-records'
import { decode, type Encoding } from './decode'

export interface CsvOptions {
  /** What separates the cells; detected when it is not given. */
  delimiter?: string
}

export interface CsvShape {
  encoding: Encoding
  delimiter: string
  columns: string[]
  rows: number
}

/** More than the largest item. A longer record means a quote that was not closed. */
const longestRow = 32_000_000

/**
 * The rows of a CSV file in batches, read as they come: at most one chunk and one row are in memory. A row that does not
 * fit the header is a record with a problem. What is wrong with the file is an AppError that names the line; rows
 * before it have been given out by then.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  options?: CsvOptions,
): AsyncGenerator<SourceRecord[]> {
  const table = new Table()
  for await (const { row: first, columns, records } of table.read(chunks, options)) {
    yield records.map((record, at) => {
      const values = named(columns, record.cells)
      if (record.cells.length === columns.length) return { row: first + at, values }
      return { row: first + at, values, problem: uneven(first + at, record, columns.length, table.delimiter) }
    })
  }
}

function named(columns: readonly string[], cells: readonly string[]) {
  const values: Record<string, string> = {}
  for (let index = 0; index < columns.length; index++) values[columns[index] ?? ''] = cells[index] ?? ''
  return values
}

/** Reads a CSV file to its end: what it is, how many rows it has, or what is wrong with it. */
export async function inspectCsv(chunks: AsyncIterable<Uint8Array>, options?: CsvOptions): Promise<CsvShape> {
  const table = new Table()
  let rows = 0
  let columns: string[] = []
  for await (const batch of table.read(chunks, options)) {
    columns = batch.columns
    rows += batch.records.length
  }
  return { encoding: table.encoding, delimiter: table.delimiter, columns, rows }
}

interface Batch {
  /** Of the first record; that under the header is 1. */
  row: number
  columns: string[]
  records: RawRecord[]
}

class Table {
  encoding: Encoding = 'utf-8'
  delimiter = ','

  async *read(chunks: AsyncIterable<Uint8Array>, options: CsvOptions = {}): AsyncGenerator<Batch> {
    const text = decode(chunks, (encoding) => {
      this.encoding = encoding
    })
    const { head, rest } = await begin(text)
    const sniffed = sniffDelimiter(head)
    this.delimiter = options.delimiter ?? sniffed.delimiter
    const reading = { delimiter: this.delimiter, firstLine: sniffed.skip > 0 ? 2 : 1, longest: longestRow }
    let columns: string[] | undefined
    let row = 1
    for await (const { records, failure } of recordBatches(rest(sniffed.skip), reading)) {
      if (!columns) {
        const [first] = records.splice(0, 1)
        if (first) columns = header(first.cells, first.line)
      }
      if (columns && records.length > 0) yield { row, columns, records }
      row += records.length
      if (failure) throw unreadable(failure, columns ? row : 0)
    }
    if (!columns)
      throw invalid('The file is empty. Export it again, with a row of column names and rows of data.')
    if (row === 1)
      throw invalid('The file has column names but no rows. Export it again with the data in it.')
  }
}

/** Enough of the text to find out the delimiter, and how to go on from its start. */
async function begin(text: AsyncGenerator<Buffer>) {
  const first: Buffer[] = []
  let bytes = 0
  while (bytes < 65_536) {
    const next = await text.next()
    if (next.done) break
    first.push(next.value)
    bytes += next.value.length
  }
  const head = Buffer.concat(first)
  async function* rest(skip: number) {
    yield head.subarray(skip)
    yield* text
  }
  return { head, rest }
}
