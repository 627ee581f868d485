import type { FileFormat, FormatChoice } from '../../model/sync/file-format'
import { fieldsOf } from '../fields'
import type { RecordProblem, SourceRecord } from '../record'
import { columnsOf } from './csv/table'
import { detectFormat } from './detect'
import { readFile, textOfFile } from './read'
import { refused } from './refuse'

/** What a file is, once it was read to its end. */
export interface FileShape {
  format: FileFormat
  /** The columns, or the fields that the first records have. */
  columns: string[]
  rows: number
  /** Rows that cannot be read, and what is wrong with the first of them. */
  badRows: number
  problems: RecordProblem[]
}

/** Records that are looked at for their fields. */
const sampled = 1_000
const told = 5

/** Reads a file to its end: what it is, how many rows it has, or what is wrong with it. */
export async function inspectFile(
  open: () => AsyncIterable<Uint8Array>,
  choice?: FormatChoice,
): Promise<FileShape> {
  const format = await detectFormat(open, choice)
  const first: SourceRecord[] = []
  const problems: RecordProblem[] = []
  let rows = 0
  let badRows = 0
  for await (const records of readFile(open(), format)) {
    rows += records.length
    for (const record of records) {
      if (record.problem) {
        badRows += 1
        if (problems.length < told) problems.push(record.problem)
      } else if (first.length < sampled) first.push(record)
    }
  }
  const [worst] = problems
  if (worst && badRows === rows) throw refused(`No row of the file can be read. ${worst.message}`)
  const columns = format.type === 'csv' ? await headerOf(open, format) : fieldsOf(first)
  return { format, columns, rows, badRows, problems }
}

async function headerOf(open: () => AsyncIterable<Uint8Array>, format: FileFormat) {
  let text = ''
  for await (const piece of textOfFile(open(), format)) {
    text += piece
    // The reading before has found a header in it, which no limit lets grow beyond this.
    if (text.length > 2_000_000) break
  }
  return columnsOf(text, format)
}
