import { type AST, parsePattern } from './parsed'

const letters = ['a', 'Z', 'm', '0', '9', '5', '_', '-', '.', '%', 'é', ' ', '/', '?', '#', '&', '=', ':']

/**
 * Links that a pattern takes under a base, made from the pattern itself: short and long repeats, every choice. Those
 * that it does not take after all (lookarounds, bases) are left out.
 */
export function sampleLinks(pattern: string, bases: readonly string[], count = 64): string[] {
  const parsed = parsePattern(pattern)
  if (!('pattern' in parsed)) return []
  const regex = new RegExp(pattern)
  const found = new Set<string>()
  for (let turn = 0; turn < count * 2 && found.size < count; turn++) {
    const made = oneOf(parsed.pattern.alternatives, new Turn(turn))
    const tails = ['', '/', '?a=1', '#x', '/more', '0']
    for (const base of bases) {
      const path = /^https:\/\//.test(made) ? made : joined(base, made)
      const url = `${path}${turn % 3 === 0 ? '' : (tails[turn % tails.length] ?? '')}`
      if (url.startsWith(base) && regex.test(url)) found.add(url)
    }
  }
  return [...found]
}

/** A base and what is made may overlap: `https://a.com/tickets` and `/tickets/1`. */
function joined(base: string, made: string) {
  for (let from = Math.max(8, base.length - made.length); from < base.length; from++)
    if (made.startsWith(base.slice(from))) return `${base.slice(0, from)}${made}`
  return `${base}${made}`
}

/** Chooses differently in each turn, and the same in the same turn. */
class Turn {
  private at = 0

  constructor(private readonly turn: number) {}

  choose(count: number) {
    this.at += 1
    return (this.turn * 7 + this.at * 3 + Math.floor(this.turn / count)) % count
  }
}

function oneOf(alternatives: readonly AST.Alternative[], turn: Turn): string {
  const chosen = alternatives[turn.choose(alternatives.length)]
  return (chosen?.elements ?? []).map((element) => written(element, turn)).join('')
}

function written(element: AST.Element, turn: Turn): string {
  if (element.type === 'Character') return String.fromCodePoint(element.value)
  if (element.type === 'Group' || element.type === 'CapturingGroup') return oneOf(element.alternatives, turn)
  if (element.type === 'Quantifier') {
    const most = Math.min(element.max, Math.max(element.min, 1) + 7)
    const times = [element.min, most, Math.min(most, element.min + 1), Math.min(most, element.min + 3)]
    const repeat = times[turn.choose(times.length)] ?? element.min
    return Array.from({ length: repeat }, () => written(element.element, turn)).join('')
  }
  if (element.type === 'CharacterClass' || element.type === 'CharacterSet') {
    const one = new RegExp(`^${element.raw}$`)
    const fitting = letters.filter((letter) => one.test(letter))
    if (fitting.length > 0) return fitting[turn.choose(fitting.length)] ?? ''
    for (let code = 33; code < 0x2000; code++)
      if (one.test(String.fromCharCode(code))) return String.fromCharCode(code)
  }
  return ''
}
