import type { ConnectorSchema } from '../schema/schema'
import type { CardProblem } from './check-card'
import type { JsonPath } from './read-card'

/** A property that a card takes from the item: `${title}`, `${toUpper(title)}`. */
export interface Binding {
  name: string
  path: JsonPath
}

/**
 * The snippet of the hit. It stands in Microsoft's own layouts, though no page says where it comes from, and it
 * is no property of a schema.
 */
export const searchSnippet = 'ResultSnippet'

/** Every property that a card asks for, in the order of the card. */
export function bindingsOf(card: unknown): Binding[] {
  const found: Binding[] = []
  walk(card, [], false, found)
  return found
}

/** Whether each property exists and is retrievable. What is not shows as its literal text. */
export function checkBindings(card: unknown, schema: ConnectorSchema): CardProblem[] {
  const byName = new Map(schema.properties.map((property) => [property.name, property]))
  return bindingsOf(card).flatMap(({ name, path }): CardProblem[] => {
    const property = byName.get(name)
    const shown = `The result would show the text "\${${name}}".`
    if (name === searchSnippet && !property) {
      const message = `${searchSnippet} is filled in by Microsoft Search in its own layouts; no page documents it.`
      return [{ severity: 'warning', path, message }]
    }
    if (!property) {
      const near = schema.properties.find((other) => other.name.toLowerCase() === name.toLowerCase())
      const fix = near
        ? ` Write \${${near.name}}: the case counts.`
        : ' Choose one from the list of properties.'
      return [{ severity: 'error', path, message: `The schema has no property "${name}". ${shown}${fix}` }]
    }
    if (!property.isRetrievable) {
      const message = `${name} is not retrievable, so search does not answer it. ${shown}`
      return [{ severity: 'error', path, message }]
    }
    return []
  })
}

function walk(value: unknown, path: JsonPath, inner: boolean, found: Binding[]) {
  if (typeof value === 'string') {
    for (const name of namesIn(value, inner)) found.push({ name, path })
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) walk(entry, [...path, index], inner, found)
    return
  }
  // With $data the names below are those of an entry of that list, which the schema does not describe.
  const scoped = inner || '$data' in value
  for (const [name, entry] of Object.entries(value)) {
    walk(entry, [...path, name], name === '$data' ? inner : scoped, found)
  }
}

const words = new Set(['true', 'false', 'null', 'undefined'])
const withLocal = /\b(?:foreach|select|where|any|all)\s*\([^,()]+,\s*([A-Za-z_]\w*)\s*,/g

/** The names at the root of the expressions in a text, each once. */
function namesIn(text: string, inner: boolean): string[] {
  const names = new Set<string>()
  for (const expression of expressionsIn(text)) {
    const plain = expression.replace(/'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?/g, "''")
    const locals = new Set(Array.from(plain.matchAll(withLocal), ([, name]) => name))
    for (const [, root, name] of plain.matchAll(/(?<![\w$.@])(\$root\.)?([A-Za-z_]\w*)(?!\s*\(|\w)/g)) {
      if (!name || words.has(name) || locals.has(name)) continue
      if (root || !inner) names.add(name)
    }
  }
  return [...names]
}

/** What stands between `${` and its `}`. */
function expressionsIn(text: string): string[] {
  const found: string[] = []
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start + 2)) {
    const end = endOf(text, start + 2)
    if (end < 0) break
    found.push(text.slice(start + 2, end))
    start = end - 1
  }
  return found
}

function endOf(text: string, from: number) {
  let depth = 0
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote) {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (character === "'" || character === '"' || character === '`') quote = character
    else if (character === '{') depth++
    else if (character === '}' && depth-- === 0) return at
  }
  return -1
}
