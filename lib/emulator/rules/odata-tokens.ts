import { refuse } from './refusal'

// A quote inside a string literal is doubled. A date stands without quotes.
const token =
  /\s*('(?:[^']|'')*'|[(),]|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?|[A-Za-z_][\w/.-]*|-?\d+(?:\.\d+)?)/iy

/** The words of a filter, read one by one. Shifting a list would move the rest of it each time. */
export class Tokens {
  readonly #found: string[]
  #at = 0

  constructor(readonly text: string) {
    this.#found = tokenize(text)
  }

  peek(ahead = 0): string | undefined {
    return this.#found[this.#at + ahead]
  }

  next(): string {
    return this.#found[this.#at++] ?? this.fail()
  }

  /** Whether the next word is this one, in any case. */
  nextIs(word: string): boolean {
    return this.peek()?.toLowerCase() === word
  }

  expect(word: string) {
    if (this.next() !== word) this.fail()
  }

  fail(): never {
    return refuse(`Invalid filter clause: '${this.text.slice(0, 500)}'.`, '$filter')
  }
}

function tokenize(text: string): string[] {
  const found: string[] = []
  const end = text.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const match = token.exec(text)
    if (!match?.[1]) refuse(`Invalid filter clause: syntax error in '${text.slice(0, 500)}'.`, '$filter')
    found.push(match[1])
  }
  return found
}
