import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { parseJson, writeJson } from '../model/exact-json'
import type { SourceRecord } from '../sources/record'
import type { StagedRecord } from './staged'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
// Each piece of the output is a turn of its own: with pieces of 16 kB, which are usual, a third of the time went in waiting.
const packed = { chunkSize: 256 * 1024 }
const unpacked = { chunkSize: 1024 * 1024 }
/** The fastest: a snapshot is written once and read a few times. */
const level = { [constants.ZSTD_c_compressionLevel]: 1 }

interface Line {
  h: string
  v: SourceRecord['values']
  i?: SourceRecord['id']
  p?: SourceRecord['problem']
}

const hashOf = (json: string) => hash('sha1', json, 'base64url')

/** The same for two records with the same values. */
export const hashValues = (values: SourceRecord['values']): string => hashOf(writeJson(values))

/** The line of a record (NDJSON). */
export function lineOf({ id, values, problem }: SourceRecord): string {
  const text = writeJson(values)
  const more = id === undefined && !problem ? '' : `,${writeJson({ i: id, p: problem }).slice(1, -1)}`
  return `{"h":"${hashOf(text)}","v":${text}${more}}`
}

export const packLines = (lines: readonly string[]): Promise<Buffer> =>
  compress(lines.join('\n'), { ...packed, params: level })

/** The records of a chunk whose first one is `first`. */
export async function unpackRecords(bytes: Uint8Array, first: number): Promise<StagedRecord[]> {
  const text = (await decompress(bytes, unpacked)).toString()
  // In JSON a line break inside of a text is escaped, so each one here ends a record. Parsed at once it takes half the time.
  const lines = parseJson(`[${text.replaceAll('\n', ',')}]`) as Line[]
  return lines.map(({ h, v, i, p }, at) => {
    const record: StagedRecord = { row: first + at, hash: h, values: v }
    if (i !== undefined) record.id = i
    if (p) record.problem = p
    return record
  })
}
