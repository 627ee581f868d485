import { departure } from './departure'
import { type AST, nodesOf, parsePattern } from './parsed'

/** The pattern with just those letters in both cases that keep these links from matching; null when that is not why. */
export function allowCase(pattern: string, urls: readonly string[]): string | null {
  let changed = pattern
  for (const url of urls) {
    const next = forOne(changed, url)
    if (next === null) return null
    changed = next
  }
  return changed === pattern ? null : changed
}

const mostLetters = 80

function forOne(pattern: string, url: string): string | null {
  let changed = pattern
  for (let tried = 0; tried < mostLetters; tried++) {
    if (new RegExp(changed).test(url)) return changed
    const left = departure(changed, url)
    if (!left?.caseOnly) return null
    const next = widened(changed, left.patternAt)
    if (next === null || next === changed) return null
    changed = next
  }
  return null
}

/** Both cases for what stands at a place of the pattern: a letter, or the letters of a class. */
function widened(pattern: string, at: number): string | null {
  const parsed = parsePattern(pattern)
  if (!('pattern' in parsed)) return null
  const node = [...nodesOf(parsed.pattern)].find(
    ({ type, start }) => start >= at && (type === 'Character' || type === 'CharacterClass'),
  )
  if (!node) return null
  const wide = node.type === 'CharacterClass' ? classOf(node) : letterOf(node.raw)
  return wide === null ? null : `${pattern.slice(0, node.start)}${wide}${pattern.slice(node.end)}`
}

function letterOf(letter: string) {
  const [upper, lower] = [letter.toUpperCase(), letter.toLowerCase()]
  return upper === lower || letter.length !== 1 ? null : `[${upper}${lower}]`
}

/** `[a-z0-9]` takes capitals too when `A-Z` stands beside it. */
function classOf({ raw, elements, negate }: AST.CharacterClass) {
  if (negate) return null
  const added = elements.flatMap((element) => {
    if (element.type === 'Character') return [swapped(element.raw)]
    if (element.type !== 'CharacterClassRange') return []
    return [`${swapped(element.min.raw)}-${swapped(element.max.raw)}`]
  })
  const more = added.filter((part) => /^[A-Za-z](-[A-Za-z])?$/.test(part) && !raw.includes(part))
  return more.length === 0 ? null : `[${more.join('')}${raw.slice(1)}`
}

const swapped = (letter: string) =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
