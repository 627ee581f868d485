import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { AppError } from '../../platform/errors'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Bytes that tell a file, and what to say of it. */
const foreign: [bytes: string, message: string][] = [
  ['504b0304', 'This is an Excel workbook: save it as CSV (File, Save as, CSV UTF-8) and upload that file.'],
  ['d0cf11e0', 'This is an Excel workbook: save it as CSV (File, Save as, CSV UTF-8) and upload that file.'],
  ['25504446', 'This is a PDF, not a table. Export the data as CSV and upload that file.'],
  ['1f8b', 'This file is compressed: unpack it and upload the CSV file in it.'],
]

/**
 * The text of a file as UTF-8 bytes, whatever it was written in. `found` gets the encoding once it is known
 * for sure. A byte order mark decides; else every second byte being zero means UTF-16. What is left is UTF-8,
 * until a byte that cannot be: when all before it was ASCII, which both share, the file is windows-1252, as
 * Excel writes it in Western Europe; when UTF-8 was seen before, the file is damaged.
 */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  found: (encoding: Encoding) => void,
): AsyncGenerator<Buffer> {
  let decoder: Decoder | undefined
  let head = Buffer.alloc(0)
  let line = 1
  for await (const chunk of chunks) {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (!decoder) {
      head = Buffer.concat([head, bytes])
      if (head.length < 4) continue
      bytes = head
      decoder = decoderFor(head, found)
    }
    const text = decoder.write(bytes, line)
    line += checked(text, line)
    if (text.length > 0) yield text
  }
  if (!decoder && head.length > 0) {
    decoder = decoderFor(head, found)
    const text = decoder.write(head, line)
    line += checked(text, line)
    yield text
  }
  const rest = decoder?.end(line)
  if (rest && rest.length > 0) {
    checked(rest, line)
    yield rest
  }
}

interface Decoder {
  write(bytes: Buffer, line: number): Buffer
  end(line: number): Buffer
}

function decoderFor(head: Buffer, found: (encoding: Encoding) => void): Decoder {
  const start = head.toString('hex', 0, 4)
  const known = foreign.find(([bytes]) => start.startsWith(bytes))
  if (known) throw new AppError('invalid', known[1], { field: 'file' })
  const encoding = start.startsWith('fffe')
    ? 'utf-16le'
    : start.startsWith('feff')
      ? 'utf-16be'
      : utf16ByZeros(head)
  found(encoding ?? 'utf-8')
  return encoding ? utf16(encoding) : utf8(() => found('windows-1252'))
}

/** In UTF-16 the letters, digits and commas of a header have a zero byte each, always on the same side. */
function utf16ByZeros(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0]
  const length = Math.min(head.length, 1000) & ~1
  for (let index = 0; index < length; index++) {
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  if (odd > length / 4 && even === 0) return 'utf-16le'
  if (even > length / 4 && odd === 0) return 'utf-16be'
  return undefined
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const run = (line: number, decoding: () => string) => {
    try {
      return Buffer.from(decoding())
    } catch (cause) {
      const message = `The file is damaged near line ${line}: it is not UTF-16 throughout. Export it again as CSV UTF-8.`
      throw new AppError('invalid', message, { field: 'file', cause })
    }
  }
  return {
    write: (bytes, line) => run(line, () => decoder.decode(bytes, { stream: true })),
    end: (line) => run(line, () => decoder.decode()),
  }
}

/** Bytes that windows-1252 leaves unassigned, and East Asian encodings use often. */
const notWestern = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

function utf8(turned: () => void): Decoder {
  const western = iconv.getDecoder('windows-1252')
  let first = true
  let state: 'ascii' | 'utf-8' | 'windows-1252' = 'ascii'
  let carry = Buffer.alloc(0)

  const fromWestern = (bytes: Buffer, line: number) => {
    const unassigned = bytes.findIndex((byte) => notWestern.has(byte))
    if (unassigned >= 0) throw notText(line + countLines(bytes.subarray(0, unassigned)))
    return Buffer.from(western.write(bytes))
  }
  const write = (bytes: Buffer, line: number, last: boolean): Buffer => {
    if (state === 'windows-1252') return fromWestern(bytes, line)
    let all = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
    if (first && all.length >= 3) {
      first = false
      if (all.toString('hex', 0, 3) === 'efbbbf') {
        all = all.subarray(3)
        state = 'utf-8'
      }
    }
    const cut = last ? all.length : all.length - unfinished(all)
    const whole = all.subarray(0, cut)
    carry = Buffer.from(all.subarray(cut))
    if (isAscii(whole)) return whole
    if (isUtf8(whole)) {
      state = 'utf-8'
      return whole
    }
    if (state === 'utf-8' || beginsAsUtf8(whole)) throw notText(line + countLines(validPrefix(whole)))
    state = 'windows-1252'
    turned()
    carry = Buffer.alloc(0)
    return fromWestern(all, line)
  }
  return {
    write: (bytes, line) => write(bytes, line, false),
    end: (line) => write(Buffer.alloc(0), line, true),
  }
}

const notText = (line: number) =>
  new AppError(
    'invalid',
    `Line ${line} has characters that are neither UTF-8 nor windows-1252. Export the file again as CSV UTF-8.`,
    { field: 'file' },
  )

/** How many bytes at the end begin a character that goes on in the next chunk. */
function unfinished(bytes: Buffer) {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0
  }
  return 0
}

const lengthOf = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1)

function validPrefix(bytes: Buffer) {
  let at = 0
  while (at < bytes.length) {
    const next = at + lengthOf(bytes[at] ?? 0)
    if (!isUtf8(bytes.subarray(at, next))) break
    at = next
  }
  return bytes.subarray(0, at)
}

const beginsAsUtf8 = (bytes: Buffer) => !isAscii(validPrefix(bytes))

function countLines(bytes: Buffer) {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

/** Counts the lines of a text that has no NUL in it: no text file has, whatever its name ends in. */
function checked(text: Buffer, line: number) {
  const zero = text.indexOf(0)
  if (zero < 0) return countLines(text)
  const at = line + countLines(text.subarray(0, zero))
  const message = `Line ${at} has a NUL character: this is not a text file, or it is damaged. Export the data as CSV and upload that file.`
  throw new AppError('invalid', message, { field: 'file' })
}
