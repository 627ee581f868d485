import { Readable } from 'node:stream'
import { CsvError, type Options, type Parser, parse } from 'csv-parse'
import { sniffDelimiter } from './csv-delimiter'
import { header, invalid, quoting, uneven } from './csv-problems'
import { decode, type Encoding } from './decode'

export interface CsvRow {
  /** 1 is the first row after the header. */
  row: number
  values: Record<string, string>
}

export interface CsvOptions {
  /** What divides the cells; found out by itself otherwise. */
  delimiter?: string
}

export interface CsvShape {
  encoding: Encoding
  delimiter: string
  columns: string[]
  rows: number
}

/** More than the largest item: what is longer is a quote that nobody closed. */
const maxRowBytes = 32_000_000

/**
 * The rows of a CSV file, read as they come: at most one chunk and one row are in memory. What is wrong with
 * the file is an AppError that names the line; rows before it have been given out by then.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  options?: CsvOptions,
): AsyncGenerator<CsvRow> {
  const table = new Table()
  for await (const { row, columns, cells } of table.read(chunks, options)) {
    const values: Record<string, string> = {}
    for (let index = 0; index < columns.length; index++) values[columns[index] ?? ''] = cells[index] ?? ''
    yield { row, values }
  }
}

/** Reads a CSV file to its end: what it is, how many rows it has, or what is wrong with it. */
export async function inspectCsv(chunks: AsyncIterable<Uint8Array>, options?: CsvOptions): Promise<CsvShape> {
  const table = new Table()
  let rows = 0
  let columns: string[] = []
  for await (const row of table.read(chunks, options)) {
    columns = row.columns
    rows++
  }
  return { encoding: table.encoding, delimiter: table.delimiter, columns, rows }
}

interface Cells {
  row: number
  columns: string[]
  cells: string[]
}

class Table {
  encoding: Encoding = 'utf-8'
  delimiter = ','

  async *read(chunks: AsyncIterable<Uint8Array>, options: CsvOptions = {}): AsyncGenerator<Cells> {
    const text = decode(chunks, (encoding) => {
      this.encoding = encoding
    })
    const { head, rest } = await begin(text)
    const sniffed = sniffDelimiter(head)
    this.delimiter = options.delimiter ?? sniffed.delimiter
    let columns: string[] | undefined
    let row = 0
    for await (const { cells, line } of records(
      rest(sniffed.skip),
      this.delimiter,
      sniffed.skip > 0 ? 2 : 1,
    )) {
      if (!columns) {
        columns = header(cells, line)
        continue
      }
      row++
      if (cells.length !== columns.length)
        throw uneven(row, line, cells.length, columns.length, this.delimiter)
      yield { row, columns, cells }
    }
    if (!columns)
      throw invalid('The file is empty. Export it again, with a row of column names and rows of data.')
    if (row === 0)
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

interface RawRecord {
  cells: string[]
  /** The line of the file on which the record begins. */
  line: number
}

async function* records(
  text: AsyncIterable<Buffer>,
  delimiter: string,
  firstLine: number,
): AsyncGenerator<RawRecord> {
  let line = firstLine
  let count = 0
  let empty = 0
  const options: Options<RawRecord, string[]> = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
    // Called while the record is parsed, so that the count of empty lines is that before it.
    on_record: (cells) => {
      line += parser.info.empty_lines - empty
      empty = parser.info.empty_lines
      const record = { cells, line }
      line += 1 + linesInside(cells)
      count++
      return record
    },
  }
  // The types know on_record's answer only for rows that are objects.
  const parser: Parser = parse(options as unknown as Options)
  const source = Readable.from(text, { objectMode: true })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  try {
    for await (const record of parser) yield record as RawRecord
  } catch (error) {
    throw error instanceof CsvError ? quoting(error, count, line + parser.info.empty_lines - empty) : error
  } finally {
    source.destroy()
  }
}

function linesInside(cells: readonly string[]) {
  let lines = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.split(/\r\n|\n|\r/).length - 1
  }
  return lines
}
