import { limits } from '../limits'

export type Fault = 'quote-open' | 'quote-inside' | 'too-long' | 'too-many-cells'

export interface RawRecord {
  cells: string[]
  /** The line of the file on which the record begins. */
  line: number
  /** Why it could not be read; reading goes on with the next line. */
  fault?: Fault
}

export interface CsvOptions {
  delimiter: string
  /** Empty when nothing is quoted. */
  quote: string
  /** The line on which the text begins. */
  firstLine?: number
  /** Characters of the longest record. */
  longest?: number
}

type Scanned = { end: number; lines: number; cells: string[]; fault?: Fault } | 'more'

/**
 * The records of a CSV text that comes in pieces, cut anywhere (RFC 4180; empty lines do not count). A record that
 * cannot be read is one with a fault, after which reading goes on with the next line. A record is looked at again only
 * when its text has doubled, so the time is linear however the text is cut.
 */
export class CsvParser {
  private text = ''
  private line: number
  private enough = 0
  /** Inside a line that was too long: the rest of it is left out. */
  private skipping = false
  private readonly longest: number

  constructor(private readonly options: CsvOptions) {
    this.line = options.firstLine ?? 1
    this.longest = options.longest ?? limits.record
  }

  write(piece: string): RawRecord[] {
    this.text += piece
    return this.text.length < this.enough ? [] : this.take(false)
  }

  end(): RawRecord[] {
    return this.take(true)
  }

  private take(last: boolean) {
    const records: RawRecord[] = []
    const { text } = this
    let at = 0
    while (at < text.length) {
      if (this.skipping) {
        const end = nextLine(text, at)
        this.skipping = end < 0
        at = end < 0 ? text.length : end
        continue
      }
      const blank = lineEnd(text, at, last)
      if (blank > 0) {
        at += blank
        this.line += 1
        continue
      }
      if (blank < 0) break
      const found = this.record(at, last)
      if (found === 'more') break
      records.push({ cells: found.cells, line: this.line, fault: found.fault })
      this.line += found.lines
      at = found.end
    }
    this.text = text.slice(at)
    this.enough = Math.min(this.text.length * 2, this.longest + 2)
    return records
  }

  private record(at: number, last: boolean): Scanned {
    const found = this.scan(at, last)
    if (found !== 'more' && found.fault !== 'quote-open') return found
    if (found === 'more' && this.text.length - at <= this.longest) return found
    // A quote that nothing closes would swallow the rest of the file. Only its own line is lost.
    return this.skipLine(at, found === 'more' && !this.quoted(at) ? 'too-long' : 'quote-open', last)
  }

  /** Whether the record goes on over its line because of a quote. */
  private quoted(at: number) {
    const end = nextLine(this.text, at)
    return (
      this.options.quote !== '' && this.text.slice(at, end < 0 ? undefined : end).includes(this.options.quote)
    )
  }

  private skipLine(at: number, fault: Fault, last: boolean): Scanned {
    const { text } = this
    const end = nextLine(text, at)
    if (end >= 0) return { end: end + lineEnd(text, end, true), lines: 1, cells: [], fault }
    // A line without an end: what comes belongs to it still.
    if (!last && text.length - at <= this.longest) return 'more'
    this.skipping = true
    return { end: text.length, lines: 0, cells: [], fault: last ? fault : 'too-long' }
  }

  private scan(start: number, last: boolean): Scanned {
    const { text } = this
    const { delimiter, quote } = this.options
    const divider = delimiter.charCodeAt(0)
    const mark = quote === '' ? -1 : quote.charCodeAt(0)
    const cells: string[] = []
    let lines = 1
    let at = start
    for (;;) {
      let cell: string
      if (text.charCodeAt(at) === mark) {
        const close = closing(text, at + 1, quote, last)
        if (close === -1) return last ? { end: text.length, lines, cells: [], fault: 'quote-open' } : 'more'
        if (close === -2) return 'more'
        const inner = text.slice(at + 1, close)
        cell = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner
        lines += linesIn(inner)
        at = close + 1
      } else {
        const from = at
        for (; at < text.length; at++) {
          const code = text.charCodeAt(at)
          if (code === divider || code === 10 || code === 13) break
          if (code === mark) return this.skipRest(at, lines, last)
        }
        cell = text.slice(from, at)
      }
      if (at >= text.length && !last) return 'more'
      cells.push(cell)
      if (cells.length > limits.columns) return this.skipRest(at, lines, last, 'too-many-cells')
      if (at >= text.length) return { end: at, lines, cells }
      if (text.charCodeAt(at) === divider) {
        at += 1
        if (at >= text.length && !last) return 'more'
        continue
      }
      const width = lineEnd(text, at, last)
      if (width < 0) return 'more'
      if (width > 0) return { end: at + width, lines, cells }
      return this.skipRest(at, lines, last)
    }
  }

  private skipRest(at: number, lines: number, last: boolean, fault: Fault = 'quote-inside'): Scanned {
    const end = nextLine(this.text, at)
    if (end >= 0) {
      const width = lineEnd(this.text, end, last)
      return width < 0 ? 'more' : { end: end + width, lines, cells: [], fault }
    }
    return last ? { end: this.text.length, lines, cells: [], fault } : 'more'
  }
}

/** How long the line end here is; 0 when there is none, -1 when only more text can tell. */
function lineEnd(text: string, at: number, last: boolean) {
  const code = text.charCodeAt(at)
  if (code === 10) return 1
  if (code !== 13) return 0
  if (at + 1 >= text.length && !last) return -1
  return text.charCodeAt(at + 1) === 10 ? 2 : 1
}

function nextLine(text: string, from: number) {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return at
  }
  return -1
}

/** Where the quote closes: -1 when it does not, -2 when only more text can tell. */
function closing(text: string, from: number, quote: string, last: boolean) {
  let at = text.indexOf(quote, from)
  while (at >= 0) {
    if (at + 1 >= text.length && !last) return -2
    if (text[at + 1] !== quote) return at
    at = text.indexOf(quote, at + 2)
  }
  return -1
}

function linesIn(text: string) {
  if (!text.includes('\n') && !text.includes('\r')) return 0
  return text.split(/\r\n|\n|\r/).length - 1
}
