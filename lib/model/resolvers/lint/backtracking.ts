import { type AST, nodesOf, parsePattern } from '../parsed'
import type { Resolver } from '../resolver'
import type { Found } from './finding'

/** What `recheck` answers, as far as it is used here. */
export interface Diagnosis {
  status: 'safe' | 'vulnerable' | 'unknown'
  complexity?: { type: string; summary: string }
  attack?: { pumps: { prefix: string; pump: string }[]; suffix: string }
  hotspot?: { start: number; end: number; temperature: string }[]
}

const longestShown = 120

/**
 * Tells of a pattern that a hostile link can hang. A pattern that is found anywhere in the link is quadratic as
 * soon as it begins with a repeat; that is worth no word, more is.
 */
export function backtrackingOf({ baseUrls, urlPattern }: Resolver, diagnosis: Diagnosis): Found[] {
  const { status, complexity, attack, hotspot = [] } = diagnosis
  if (status !== 'vulnerable' || !complexity || !attack) return []
  if (complexity.type === 'polynomial' && complexity.summary.startsWith('2nd')) return []
  const hot = hotspot.filter(({ temperature }) => temperature === 'heat')
  const range = hot.length
    ? { start: Math.min(...hot.map(({ start }) => start)), end: Math.max(...hot.map(({ end }) => end)) }
    : undefined
  const exponential = complexity.type === 'exponential'
  const message = exponential
    ? 'A hostile link can hang this pattern: a repeat inside a repeat backtracks exponentially, at least twice as long with every turn.'
    : `A hostile link can hang this pattern: several repeats share the same text (${complexity.summary}).`
  const pumps = attack.pumps
    .map(({ prefix, pump }) => `${prefix}${pump.repeat(exponential ? 30 : 12)}`)
    .join('')
  const link = `${baseUrls[0] ?? ''}${printable(pumps)}${printable(attack.suffix)}`.slice(0, longestShown)
  return [
    {
      rule: 'backtracking',
      severity: 'warning',
      field: 'urlPattern',
      message,
      range,
      attack: { link, complexity: complexity.summary },
      ...flattened(urlPattern),
    },
  ]
}

const printable = (text: string) => text.replace(/[^\x21-\x7e]/g, '!')

/** `([a-z0-9]+-?)+` says the same as `[a-z0-9-]+` where it matters: one repeat of all its characters. */
function flattened(pattern: string): Pick<Found, 'fix' | 'range'> {
  const parsed = parsePattern(pattern)
  if (!('pattern' in parsed)) return {}
  for (const node of nodesOf(parsed.pattern)) {
    if (node.type !== 'Quantifier' || node.max !== Number.POSITIVE_INFINITY) continue
    const { element } = node
    if (element.type !== 'Group' && element.type !== 'CapturingGroup') continue
    if (element.type === 'CapturingGroup' && element.name) continue
    const members = membersOf(element)
    if (members === null) continue
    const flat = `[${members}]${node.min === 0 ? '*' : '+'}`
    const urlPattern = `${pattern.slice(0, node.start)}${flat}${pattern.slice(node.end)}`
    return {
      range: { start: node.start, end: node.end },
      fix: { label: `Use ${flat}`, change: { urlPattern } },
    }
  }
  return {}
}

/** The characters of everything in a group, as the inside of one class. */
function membersOf(group: AST.Group | AST.CapturingGroup): string | null {
  const members = new Set<string>()
  for (const node of nodesOf(group)) {
    if (node.type === 'Character') members.add(node.raw === '-' ? '\\-' : node.raw)
    else if (node.type === 'CharacterSet' && node.kind !== 'any') members.add(node.raw)
    else if (node.type === 'CharacterClass' && !node.negate) members.add(node.raw.slice(1, -1))
    else if (!['Group', 'CapturingGroup', 'Alternative', 'Quantifier'].includes(node.type)) return null
  }
  const plain = [...members].filter((one) => one !== '\\-').join('')
  return members.size === 0 ? null : `${plain}${members.has('\\-') ? '-' : ''}`
}
