import { endOfString } from '../../json-record'
import { limits } from '../limits'
import { refused } from '../refuse'

type Expect = 'value' | 'key' | 'colon' | 'comma' | 'end'

/**
 * Finds the elements of one array in a JSON text that comes in pieces, without parsing or holding the rest. The array
 * is the one at a path of names (`data`, `items`), or without a path the first one that is met. An element is given
 * out as its text.
 */
export class ArrayScanner {
  private text = ''
  private enough = 0
  private at = 0
  private expect: Expect = 'value'
  /** The names on the way to where the scanner is; undefined within a list. */
  private way: (string | undefined)[] = []
  private closers: string[] = []
  private state: 'looking' | 'inside' | 'after' = 'looking'

  constructor(private readonly path: readonly string[] | null) {}

  get found() {
    return this.state !== 'looking'
  }

  write(piece: string): string[] {
    this.text += piece
    return this.text.length - this.at < this.enough ? [] : this.run(false)
  }

  /** The end of the text. Throws when it is in the middle of the array or of what is around it. */
  end(): string[] {
    const elements = this.run(true)
    if (this.expect !== 'end') throw cutOff()
    return elements
  }

  private run(last: boolean): string[] {
    const elements: string[] = []
    for (;;) {
      this.skipSpace()
      if (this.at >= this.text.length || !this.step(elements, last)) break
    }
    this.text = this.text.slice(this.at)
    this.at = 0
    if (this.text.length > limits.record)
      throw refused('A record of the file is longer than 32 MB. Split it.')
    this.enough = Math.min(this.text.length * 2, limits.record + 1)
    return elements
  }

  /** One step forward; false when it needs more text. */
  private step(elements: string[], last: boolean): boolean {
    const character = this.text[this.at] ?? ''
    switch (this.expect) {
      case 'end':
        throw refused(
          'After the JSON of the file comes something else. Choose one object per line (NDJSON), or correct the file.',
        )
      case 'colon':
        return this.punctuation(character, ':', 'value')
      case 'comma':
        if (character === this.closers.at(-1)) return this.leave()
        return this.punctuation(character, ',', this.closers.at(-1) === '}' ? 'key' : 'value')
      case 'key':
        return character === '}' ? this.leave() : this.key(character, last)
      case 'value':
        return this.value(character, elements, last)
    }
  }

  private punctuation(character: string, wanted: string, next: Expect) {
    if (character !== wanted) throw broken()
    this.at += 1
    this.expect = next
    return true
  }

  private key(character: string, last: boolean) {
    if (character !== '"') throw broken()
    const close = endOfString(this.text, this.at + 1)
    if (close < 0 || close >= this.text.length) return needMore(last)
    this.way[this.way.length - 1] = nameOf(this.text.slice(this.at, close + 1))
    this.at = close + 1
    this.expect = 'colon'
    return true
  }

  private value(character: string, elements: string[], last: boolean) {
    if (character === ']' && this.closers.at(-1) === ']') return this.leave()
    const opens = character === '[' || character === '{'
    if (this.closers.length === 0 && !opens) throw broken()
    if (this.state === 'inside' || !opens) return this.pass(elements, last)
    const here = this.way
    if (character === '[') {
      const wanted =
        this.path === null ||
        (this.path.length === here.length && this.path.every((name, at) => name === here[at]))
      if (!wanted || this.state !== 'looking') return this.pass(elements, last)
      this.state = 'inside'
      this.enter(']', 'value')
      return true
    }
    // Only objects on the way to the array are entered; without a path, any until the array is found.
    const onTheWay =
      this.state === 'looking' &&
      (this.path === null ? here.length < 8 : here.every((name, at) => name === this.path?.[at]))
    if (!onTheWay || (this.path && here.length >= this.path.length)) return this.pass(elements, last)
    this.enter('}', 'key')
    return true
  }

  private enter(closer: string, next: Expect) {
    this.closers.push(closer)
    this.way.push(undefined)
    this.at += 1
    this.expect = next
  }

  private leave() {
    this.closers.pop()
    this.way.pop()
    this.at += 1
    if (this.state === 'inside') this.state = 'after'
    this.expect = this.closers.length > 0 ? 'comma' : 'end'
    return true
  }

  /** Steps over a whole value, which within the array is an element. */
  private pass(elements: string[], last: boolean) {
    const end = endOfValue(this.text, this.at, last)
    if (end < 0) return needMore(last)
    if (end === this.at) throw broken()
    if (this.state === 'inside') elements.push(this.text.slice(this.at, end))
    this.at = end
    this.expect = this.closers.length > 0 ? 'comma' : 'end'
    return true
  }

  private skipSpace() {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
  }
}

const cutOff = () => refused('The file ends in the middle of its JSON. Export it again.')
const broken = () =>
  refused('The file is not valid JSON. Export it again, or choose one object per line (NDJSON).')

function needMore(last: boolean) {
  if (last) throw cutOff()
  return false
}

function nameOf(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    throw broken()
  }
}

/** Where the value that begins here ends; -1 when only more text can tell. */
function endOfValue(text: string, from: number, last: boolean) {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(text, at + 1)
      if (at < 0 || at >= text.length) return -1
      if (depth === 0) return at + 1
    } else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) {
      // The list around a number or a word closes.
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && (code === 0x2c || code <= 0x20)) return at
  }
  return last && depth === 0 ? text.length : -1
}
