import type { Predicate } from './odata-filter'
import { refuse } from './refusal'

// These are searched word by word, the others from their beginning.
const tokenized = ['displayName', 'description']

// One after the other: a search for the next that fits would begin anew at each quote that nobody closes.
const token = /\s*("(?:[^"\\]|\\.)*"|\(|\)|[^\s()"]+)/y

function wordsOf(text: string) {
  const found: string[] = []
  const end = text.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const match = token.exec(text)
    if (!match?.[1]) return undefined
    found.push(match[1])
  }
  return found
}

/** `$search` of directory objects: `"displayName:alex" OR "mail:al"`. */
export function parseSearch(text: string, members: readonly string[]): Predicate {
  const fail = (): never => refuse(`Syntax error in $search: '${text}'.`, '$search')
  const tokens = wordsOf(text) ?? fail()
  let at = 0
  let depth = 0

  const clause = (): Predicate => {
    const token = tokens[at++]
    if (token === '(') {
      if (++depth > 50) fail()
      const inner = any()
      if (tokens[at++] !== ')') fail()
      depth--
      return inner
    }
    const [, name = '', value = ''] = /^"(\w+):(.*)"$/s.exec(token ?? '') ?? fail()
    const member = members.find((one) => one.toLowerCase() === name.toLowerCase())
    if (!member) return refuse(`Could not find a property named '${name}'.`, '$search')
    const part = value.replaceAll(/\\(.)/gs, '$1').toLowerCase()
    return (row) => {
      const whole = String(row[member] ?? '').toLowerCase()
      if (!tokenized.includes(member)) return whole.startsWith(part)
      const words = whole.split(/[^\p{L}\p{N}]+/u)
      return part.split(/[^\p{L}\p{N}]+/u).every((piece) => words.some((word) => word.startsWith(piece)))
    }
  }

  const all = (): Predicate => {
    const parts = [clause()]
    while (tokens[at]?.toUpperCase() === 'AND') {
      at++
      parts.push(clause())
    }
    return (row) => parts.every((holds) => holds(row))
  }

  const any = (): Predicate => {
    const parts = [all()]
    while (tokens[at]?.toUpperCase() === 'OR') {
      at++
      parts.push(all())
    }
    return (row) => parts.some((holds) => holds(row))
  }

  const predicate = any()
  return at === tokens.length ? predicate : fail()
}
