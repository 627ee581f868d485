import type { AST } from './parsed'

/** The beginning of a pattern, as a pattern of its own. */
export interface Prefix {
  source: string
  /** Up to where it goes in the whole pattern. */
  end: number
  /** The element that would come next, null behind the last. */
  next: AST.Element | null
}

const most = 400

/**
 * The beginnings of a pattern from the shortest to the whole, one chain for each way through its alternatives.
 * When a link fits one of them and not the next, that is where it leaves the pattern.
 */
export function prefixChains(pattern: AST.Pattern): Prefix[][] {
  return pattern.alternatives.map((alternative) => chain(alternative.elements, '').slice(0, most))
}

function chain(elements: readonly AST.Element[], before: string): Prefix[] {
  const found: Prefix[] = []
  let source = before
  for (const [place, element] of elements.entries()) {
    if (place === 0) found.push({ source, end: element.start, next: element })
    found.push(...inside(element, source))
    source += element.raw
    found.push({ source, end: element.end, next: elements[place + 1] ?? null })
  }
  return found
}

/** The beginnings of one element that has parts: `[0-9]{5}` may stop after three, `(ab|cd)` in its midst. */
function inside(element: AST.Element, before: string): Prefix[] {
  if (element.type === 'CapturingGroup' || element.type === 'Group') {
    const chains = element.alternatives.map(({ elements }) => chain(elements, before).slice(1, -1))
    return chains.length === 1 ? (chains[0] ?? []) : []
  }
  if (element.type !== 'Quantifier' || element.min < 1) return []
  if (element.element.type === 'CapturingGroup' || element.element.type === 'Group')
    return inside(element.element, before)
  return Array.from({ length: Math.min(element.min - 1, 32) }, (_, count) => ({
    source: `${before}${element.element.raw}{${count + 1}}`,
    end: element.start,
    next: element,
  }))
}
