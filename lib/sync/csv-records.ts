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

const quote = 34
const lf = 10
const cr = 13

/**
 * The records of a CSV text that comes in pieces, cut anywhere (RFC 4180; a line ends in CR, LF or both, and
 * empty lines do not count). Of the text only the record that is not complete yet is kept.
 */
export class Records {
  /** The record that is not complete yet, in pieces: joined only when it may be. */
  private open: string[] = []
  private openLength = 0
  /** Whether the open record ends inside of quotes, so that nothing but a quote can end it. */
  private insideQuotes = false

  constructor(
    private readonly delimiter: string,
    private line: number,
    private readonly longest: number,
  ) {}

  /** The records that this piece completes. A mistake in the text ends them with `failure`. */
  write(piece: string, last: boolean): { records: RawRecord[]; failure?: RecordError } {
    this.openLength += piece.length
    this.open.push(piece)
    if (this.insideQuotes && !last && !piece.includes('"')) return { records: [], failure: this.tooLong() }
    const text = this.open.length === 1 ? piece : this.open.join('')
    const found = this.parse(text, last)
    return { ...found, failure: found.failure ?? this.tooLong() }
  }

  private tooLong() {
    return this.openLength > this.longest ? new RecordError('too-long', this.line) : undefined
  }

  private keep(text: string, insideQuotes: boolean) {
    this.open = text === '' ? [] : [text]
    this.openLength = text.length
    this.insideQuotes = insideQuotes
  }

  private parse(text: string, last: boolean): { records: RawRecord[]; failure?: RecordError } {
    const records: RawRecord[] = []
    const delimiter = this.delimiter.charCodeAt(0)
    const end = text.length
    let at = 0
    for (;;) {
      const start = at
      const first = text.charCodeAt(at)
      if (at < end && (first === lf || first === cr)) {
        // The other half of this line end may come with the next piece.
        if (first === cr && at + 1 === end && !last) break
        at += first === cr && text.charCodeAt(at + 1) === lf ? 2 : 1
        this.line += 1
        continue
      }
      if (at === end) break
      const cells: string[] = []
      let lines = 1
      for (;;) {
        let cell: string
        if (text.charCodeAt(at) === quote) {
          const closing = this.closing(text, at + 1)
          if (closing < 0 || (closing + 1 === end && !last)) {
            if (closing < 0 && last) return { records, failure: new RecordError('quote-open', this.line) }
            this.keep(text.slice(start), closing < 0)
            return { records }
          }
          cell = text.slice(at + 1, closing)
          if (cell.includes('"')) cell = cell.replaceAll('""', '"')
          lines += lineEnds(cell)
          at = closing + 1
        } else {
          const from = at
          for (; at < end; at++) {
            const code = text.charCodeAt(at)
            if (code === delimiter || code === lf || code === cr) break
            if (code === quote) return { records, failure: new RecordError('quote-inside', this.line) }
          }
          cell = text.slice(from, at)
        }
        const code = at < end ? text.charCodeAt(at) : -1
        if (code === -1 ? !last : code === cr && at + 1 === end && !last) {
          this.keep(text.slice(start), false)
          return { records }
        }
        cells.push(cell)
        if (code === delimiter) {
          at += 1
          continue
        }
        if (code !== -1 && code !== lf && code !== cr)
          return { records, failure: new RecordError('quote-inside', this.line) }
        if (code !== -1) at += code === cr && text.charCodeAt(at + 1) === lf ? 2 : 1
        break
      }
      records.push({ cells, line: this.line })
      this.line += lines
    }
    this.keep(text.slice(at), false)
    return { records }
  }

  /** Where the quote is that ends a cell which begins at `from`; -1 when it has not come yet. */
  private closing(text: string, from: number) {
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
      if (text.charCodeAt(at + 1) !== quote) return at
    }
    return -1
  }
}

function lineEnds(cell: string) {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.split(/\r\n|\n|\r/).length - 1
}
