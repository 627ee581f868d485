import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Encoding } from '../../../model/sync/file-format'
import { refused } from '../refuse'

/** What stands for bytes that the encoding does not have: no text has it by itself, so their rows are found. */
const damaged = '\udc80'

/**
 * The text of a file in pieces. Bytes that do not belong to the encoding become `damaged`, because they cost their row
 * and not the file; a NUL character is refused, because no text has one.
 */
export async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = encoding === 'utf-8' ? utf8() : other(encoding)
  let first = true
  for await (const chunk of chunks) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    if (text === '') continue
    yield checked(first && text.startsWith('\ufeff') ? text.slice(1) : text)
    first = false
  }
  const rest = decoder.end()
  if (rest !== '') yield checked(first && rest.startsWith('\ufeff') ? rest.slice(1) : rest)
}

interface Decoder {
  write(bytes: Buffer): string
  end(): string
}

function utf8(): Decoder {
  let carry = Buffer.alloc(0)
  const run = (bytes: Buffer, last: boolean) => {
    const all = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
    const cut = last ? all.length : all.length - unfinished(all)
    carry = Buffer.from(all.subarray(cut))
    const whole = all.subarray(0, cut)
    return isUtf8(whole) ? whole.toString('utf8') : lineByLine(whole)
  }
  return { write: (bytes) => run(bytes, false), end: () => run(Buffer.alloc(0), true) }
}

/** Only the lines with bytes that cannot be are marked. */
function lineByLine(bytes: Buffer) {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1)
    lines.push(isUtf8(line) ? line.toString('utf8') : line.toString('utf8').replaceAll('\ufffd', damaged))
    at += line.length
  }
  return lines.join('')
}

function other(encoding: Encoding): Decoder {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  const isWide = encoding.startsWith('utf-16')
  // UTF-16 has the replacement character itself; of the others only GB18030, as a four-byte sequence.
  const marked = (text = '') => (isWide ? text : text.replaceAll('\ufffd', damaged))
  let length = 0
  return {
    write(bytes) {
      length += bytes.length
      return marked(decoder.write(bytes))
    },
    // Half a character at the end is left out by the decoder.
    end: () => marked(decoder.end()) + (isWide && length % 2 === 1 ? damaged : ''),
  }
}

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

function checked(text: string) {
  if (!text.includes('\0')) return text
  throw refused(
    'The file has NUL characters: it is not a text file, it is damaged, or it has another encoding. Choose the encoding, or export the data again as CSV UTF-8.',
  )
}
