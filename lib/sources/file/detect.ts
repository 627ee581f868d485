import type { Encoding, FileFormat, FormatChoice } from '../../model/sync/file-format'
import { sniffDelimiter } from './csv/delimiter'
import { decode } from './encoding/decode'
import { EncodingSniffer } from './encoding/sniff'
import { gunzip } from './gunzip'
import { refused } from './refuse'

const workbook = 'This is an Excel workbook: save it as CSV (File, Save as, CSV UTF-8) and upload that file.'
/** Bytes that tell a file that is none of ours, and what to say of it. */
const foreign: [bytes: string, message: string][] = [
  ['504b0304', workbook],
  ['d0cf11e0', workbook],
  ['25504446', 'This is a PDF, not a table. Export the data as CSV or JSON and upload that file.'],
  ['50415231', 'This is a Parquet file. Export the data as CSV or NDJSON and upload that file.'],
  ['28b52ffd', 'This file is compressed with zstd. Compress it with gzip, or upload it as it is.'],
  ['425a68', 'This file is compressed with bzip2. Compress it with gzip, or upload it as it is.'],
]

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b

/** Refuses what a few bytes tell to be no data file. */
export function needDataFile(head: Uint8Array) {
  const start = Buffer.from(head.subarray(0, 4)).toString('hex')
  const known = foreign.find(([bytes]) => start.startsWith(bytes))
  if (known) throw refused(known[1])
}

const headLength = 65_536

/**
 * The format of a file, from all of its bytes; what an admin chose stays as it is. `open` gives the bytes from the
 * start, and is called twice: an encoding shows at the first letter beyond ASCII, which may be the last of all.
 */
export async function detectFormat(
  open: () => AsyncIterable<Uint8Array>,
  choice: FormatChoice = {},
): Promise<FileFormat> {
  let head = new Uint8Array()
  for await (const chunk of open()) {
    head = chunk.slice(0, 8)
    break
  }
  needDataFile(head)
  const gzip = isGzip(head)
  const bytes = () => (gzip ? gunzip(open()) : open())
  const encoding = choice.encoding ?? (await encodingOf(bytes()))
  const text = await headOf(bytes(), encoding)
  const type = choice.type ?? typeOf(text)
  const quote = choice.quote ?? '"'
  const delimiter = choice.delimiter ?? (type === 'csv' ? sniffDelimiter(text, quote).delimiter : ',')
  return { type, gzip, encoding, delimiter, quote, path: choice.path ?? '' }
}

async function encodingOf(bytes: AsyncIterable<Uint8Array>): Promise<Encoding> {
  const sniffer = new EncodingSniffer()
  let first = true
  for await (const chunk of bytes) {
    // What is inside of a compressed file may be a workbook, too.
    if (first) needDataFile(chunk)
    first = false
    sniffer.write(chunk)
  }
  return sniffer.result()
}

async function headOf(bytes: AsyncIterable<Uint8Array>, encoding: Encoding) {
  let text = ''
  for await (const piece of decode(bytes, encoding)) {
    text += piece
    if (text.length >= headLength) break
  }
  return text.slice(0, headLength)
}

/** A line that is a whole object means one object for each line; else what begins with a bracket is JSON. */
function typeOf(head: string): FileFormat['type'] {
  const trimmed = head.trimStart()
  if (!/^[[{]/.test(trimmed)) return 'csv'
  if (trimmed.startsWith('[')) return /^\[\s*(?:[[{"\]\dtfn-]|$)/.test(trimmed) ? 'json' : 'csv'
  const [first = '', second] = trimmed.split(/\r?\n/, 2)
  if (isObject(first) && (second === undefined || second.trim() === '' || second.trimStart().startsWith('{')))
    return second === undefined ? 'json' : 'ndjson'
  return 'json'
}

function isObject(text: string) {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
