import { CsvError, type Options, type Parser, parse } from 'csv-parse'

export interface RawRecord {
  cells: string[]
  /** The line of the file on which the record begins. */
  line: number
}

/** The record that begins on this line cannot be read. */
export class RecordError extends Error {
  constructor(
    readonly kind: 'quote-open' | 'quote-inside' | 'too-long',
    readonly line: number,
  ) {
    super(kind)
  }
}

export interface RecordBatch {
  records: RawRecord[]
  /** A mistake in the text ends the records. */
  failure?: RecordError
}

/**
 * The records of a CSV text that comes in pieces, cut anywhere (RFC 4180; empty lines do not count), a batch
 * for each piece. `longest` is in characters.
 */
export async function* recordBatches(
  text: AsyncIterable<Uint8Array>,
  { delimiter, firstLine, longest }: { delimiter: string; firstLine: number; longest: number },
): AsyncGenerator<RecordBatch> {
  let records: RawRecord[] = []
  let line = firstLine
  let empty = 0
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longest,
    // Called while the record is parsed, so that the count of empty lines is that before it. Records go out in
    // batches rather than through the stream, which costs more than the parsing.
    on_record: (cells: string[]) => {
      line += parser.info.empty_lines - empty
      empty = parser.info.empty_lines
      records.push({ cells, line })
      line += 1 + linesInside(cells)
      return null
    },
  }
  const parser: Parser = parse(options)
  let error: unknown
  parser.on('error', (cause) => {
    error ??= cause
  })
  parser.resume()
  const failed = () => {
    if (!(error instanceof CsvError)) throw error
    return new RecordError(kinds[error.code] ?? 'quote-inside', line + parser.info.empty_lines - empty)
  }

  try {
    for await (const piece of text) {
      await new Promise<void>((done) => parser.write(piece, () => done()))
      if (error) break
      const batch = records
      records = []
      yield { records: batch }
    }
    if (!error) await new Promise<void>((done) => parser.once('close', done).end())
    yield { records, failure: error ? failed() : undefined }
  } finally {
    parser.destroy()
  }
}

const kinds: Record<string, RecordError['kind']> = {
  CSV_QUOTE_NOT_CLOSED: 'quote-open',
  CSV_MAX_RECORD_SIZE: 'too-long',
}

function linesInside(cells: readonly string[]) {
  let lines = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.split(/\r\n|\n|\r/).length - 1
  }
  return lines
}
