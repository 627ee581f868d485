import { isAscii, isUtf8 } from 'node:buffer'
import chardet from 'chardet'
import iconv from 'iconv-lite'
import { Encoding } from '../../../model/sync/file-format'
import { bestSingleByte } from './alphabets'

/** Bytes of lines beyond ASCII that are kept to tell the encoding by. */
const kept = 128_000
const longestLine = 4_000
const longestPart = 1_000_000

/**
 * Finds the encoding of a file out from all its bytes, which it is shown once. A byte order mark decides; else zeros on one side mean
 * UTF-16; else the file is UTF-8 if its bytes can be that, but for a few damaged ones. What is left is told by the
 * words with letters beyond ASCII.
 */
export class EncodingSniffer {
  private head = Buffer.alloc(0)
  /** What came since the last line end. */
  private carry: Buffer[] = []
  private carried = 0
  private lines: Buffer[] = []
  private size = 0
  private good = 0
  private bad = 0

  write(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (this.head.length < 1_000) this.head = Buffer.concat([this.head, bytes.subarray(0, 1_000)])
    const end = bytes.lastIndexOf(10) + 1
    if (end > 0) {
      const lines = bytes.subarray(0, end)
      this.look(this.carried > 0 ? Buffer.concat([...this.carry, lines]) : lines)
      this.carry = []
      this.carried = 0
    }
    if (end < bytes.length) this.carry.push(Buffer.from(bytes.subarray(end)))
    this.carried += bytes.length - end
    // A line without an end is looked at in parts.
    if (this.carried > longestPart) this.lookAtRest()
  }

  result(): Encoding {
    this.lookAtRest()
    const start = this.head.toString('hex', 0, 3)
    if (start.startsWith('fffe')) return 'utf-16le'
    if (start.startsWith('feff')) return 'utf-16be'
    const zeros = utf16ByZeros(this.head)
    if (zeros) return zeros
    if (start === 'efbbbf' || this.bad === 0 || this.good > this.bad * 4) return 'utf-8'
    return guess(Buffer.concat(this.lines))
  }

  private lookAtRest() {
    this.look(Buffer.concat(this.carry))
    this.carry = []
    this.carried = 0
  }

  private look(bytes: Buffer) {
    if (isAscii(bytes)) return
    if (this.bad === 0 && isUtf8(bytes)) {
      this.good += 1
      if (this.size >= kept) return
    }
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(10, at)
      const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1)
      at += line.length
      if (isAscii(line)) continue
      if (isUtf8(line)) this.good += 1
      else this.bad += 1
      if (this.size >= kept) continue
      const some = Buffer.from(line.subarray(0, longestLine))
      this.lines.push(some)
      this.size += some.length
    }
  }
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

/** Encodings whose characters take several bytes: chardet is sure of them or silent. */
const wide: readonly Encoding[] = ['shift_jis', 'gb18030', 'big5', 'euc-jp', 'euc-kr']
/** What chardet tells besides, for which there is no alphabet here. */
const rest: readonly Encoding[] = ['koi8-r', 'windows-1253', 'windows-1255', 'windows-1256']
const names: Record<string, Encoding> = {
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-6': 'windows-1256',
}

function guess(bytes: Buffer): Encoding {
  const found = chardet.analyse(bytes).flatMap(({ name, confidence }) => {
    const lower = name.toLowerCase()
    const known = Encoding.safeParse(names[lower] ?? lower)
    return known.success ? [{ encoding: known.data, confidence }] : []
  })
  const sure = found.find(({ encoding, confidence }) => wide.includes(encoding) && confidence >= 50)
  if (sure && !iconv.decode(bytes, sure.encoding).slice(0, -4).includes('\ufffd')) return sure.encoding
  const short = wideByLetters(bytes)
  if (short) return short
  const other = found.find(({ encoding }) => rest.includes(encoding))
  if (other && other.confidence >= 40) return other.encoding
  const single = bestSingleByte(bytes)
  return other && single.coverage < 0.8 ? other.encoding : single.encoding
}

/** A few Japanese or Chinese words, too few for statistics: kana, or common characters only. */
function wideByLetters(bytes: Buffer): Encoding | undefined {
  const japanese = iconv.decode(bytes, 'shift_jis').match(/[^\0-\x7f]/g) ?? []
  const kana = japanese.filter((letter) => /[\u3041-\u30ff\u4e00-\u9fff\u3000-\u303f]/.test(letter))
  if (kana.length === japanese.length && kana.some((letter) => /[\u3041-\u30ff]/.test(letter)))
    return 'shift_jis'
  let pairs = 0
  let common = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[at + 1] ?? 0
    if (lead < 0xa1 || trail < 0xa1) return undefined
    pairs += 1
    if (lead >= 0xb0 && lead <= 0xd7) common += 1
    at += 1
  }
  // The first level of GB2312 has nearly all that is written; Cyrillic and Western bytes make few of these.
  return pairs >= 2 && common / pairs > 0.9 ? 'gb18030' : undefined
}
