/** A capturing group of a pattern: where it stands and what it is called. */
export interface PatternGroup {
  /** null for a numbered group. */
  name: string | null
  start: number
  /** Behind the closing bracket, or the end of a pattern that is not finished. */
  end: number
}

/**
 * The capturing groups in the order of their opening brackets. A scan that is good for a half-typed pattern too,
 * and small enough for the page: the full grammar is loaded with the worker.
 */
export function patternGroups(pattern: string): PatternGroup[] {
  const groups: PatternGroup[] = []
  const open: (PatternGroup | null)[] = []
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]
    if (char === '\\') at += 1
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === ')') {
      const group = open.pop()
      if (group) group.end = at + 1
    } else if (char === '(') {
      const group = opened(pattern, at)
      if (group) groups.push(group)
      open.push(group)
    }
  }
  return groups
}

function opened(pattern: string, start: number): PatternGroup | null {
  if (pattern[start + 1] !== '?') return { name: null, start, end: pattern.length }
  const name = /^\(\?<(?![=!])([^>]*)>/.exec(pattern.slice(start))?.[1]
  return name === undefined ? null : { name, start, end: pattern.length }
}

/** The names of the named groups, each once. */
export const groupNames = (pattern: string): string[] => [
  ...new Set(patternGroups(pattern).flatMap(({ name }) => (name ? [name] : []))),
]
