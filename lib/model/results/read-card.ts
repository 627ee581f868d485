import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import { parseJsonText } from '../json-text'
import { numberText } from '../number-text'

/** How large a card may be before anything is done with it: what is deeper or larger is refused unread. */
export const cardLimits = { characters: 100_000, depth: 40, values: 5_000 }

export type JsonPath = (string | number)[]

export interface CardText {
  /** What the text says; undefined when it cannot be read. */
  value: unknown
  problem: { message: string; offset: number; length: number } | null
  /** Where in the text a value stands. */
  place(path: JsonPath): { from: number; to: number }
}

/** Reads the text of a card, and remembers what stands where. Never throws, whatever the text. */
export function readCardText(text: string): CardText {
  const nowhere = () => ({ from: 0, to: Math.min(text.length, 1) })
  const refused = (message: string, offset = 0, length = 1): CardText => ({
    value: undefined,
    problem: { message, offset, length },
    place: nowhere,
  })
  if (text.trim() === '') return refused('The layout is empty. Start from a layout, or paste a card.')
  if (text.length > cardLimits.characters) {
    return refused(`The layout has more than ${numberText(cardLimits.characters)} characters.`)
  }
  const tooMuch = beyondLimits(text)
  if (tooMuch) return refused(tooMuch.message, tooMuch.offset)

  const parsed = parseJsonText(text)
  if ('problem' in parsed) {
    const { message, offset, length } = parsed.problem
    return refused(`This is not JSON: ${message}.`, offset, length)
  }
  const { root } = parsed
  const twice = nameIn(root, (name, names) => names.has(name))
  if (twice)
    return refused(`"${twice.value}" stands twice in this object. Delete one.`, twice.offset, twice.length)
  const special = nameIn(root, (name) => name === '__proto__')
  if (special)
    return refused('No element has a member "__proto__". Delete it.', special.offset, special.length)
  return { value: getNodeValue(root), problem: null, place: (path) => spanOf(root, path) }
}

/** Tells the line of an offset, counted from 1. */
export function linesOf(text: string): (offset: number) => number {
  const ends = Array.from(text.matchAll(/\n/g), ({ index }) => index)
  return (offset) => {
    let [first, last] = [0, ends.length]
    while (first < last) {
      const middle = (first + last) >> 1
      if ((ends[middle] ?? 0) < offset) first = middle + 1
      else last = middle
    }
    return first + 1
  }
}

/** Counted over the plain text, because a parser of nested objects is itself nested. */
function beyondLimits(text: string) {
  let depth = 0
  let values = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{},]/g)) {
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    if (token.length === 1 && token !== '}' && token !== ']') values++
    if (depth > cardLimits.depth)
      return { message: `The layout is nested more than ${cardLimits.depth} levels deep.`, offset: index }
    if (values > cardLimits.values)
      return {
        message: `The layout has more than ${numberText(cardLimits.values)} values.`,
        offset: index,
      }
  }
  return null
}

/**
 * A name that may not stand in its object. One that stands twice: JSON takes the last silently, which is rarely what was
 * meant. `__proto__`: it would be checked as the members that it holds, and sent without them.
 */
function nameIn(node: Node, isWrong: (name: string, before: ReadonlySet<string>) => boolean): Node | null {
  const names = new Set<string>()
  for (const child of node.children ?? []) {
    const [name] = node.type === 'object' ? (child.children ?? []) : []
    if (name && isWrong(name.value, names)) return name
    if (name) names.add(name.value)
    const inside = nameIn(child, isWrong)
    if (inside) return inside
  }
  return null
}

/** The value at the path, or the nearest that exists around it. */
function spanOf(root: Node, path: JsonPath) {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return { from: node.offset, to: node.offset + (node.type === 'object' ? 1 : node.length) }
  }
  return { from: root.offset, to: root.offset + 1 }
}
