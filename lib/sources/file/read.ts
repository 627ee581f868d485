import type { FileFormat } from '../../model/sync/file-format'
import type { SourceRecord } from '../record'
import { readCsv } from './csv/table'
import { decode } from './encoding/decode'
import { gunzip } from './gunzip'
import { readJsonArray } from './json/array'
import { readNdjson } from './json/ndjson'

/** The text of a file in pieces. */
export const textOfFile = (bytes: AsyncIterable<Uint8Array>, { gzip, encoding }: FileFormat) =>
  decode(gzip ? gunzip(bytes) : bytes, encoding)

/** The records of a file in batches, read as its bytes come. */
export const readFile = (
  bytes: AsyncIterable<Uint8Array>,
  format: FileFormat,
): AsyncGenerator<SourceRecord[]> => readText(textOfFile(bytes, format), format)

/** The same of its text. */
export function readText(text: AsyncIterable<string>, format: FileFormat): AsyncGenerator<SourceRecord[]> {
  switch (format.type) {
    case 'csv':
      return readCsv(text, format)
    case 'json':
      return readJsonArray(text, format.path)
    case 'ndjson':
      return readNdjson(text)
  }
}
