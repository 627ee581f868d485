import { isListed, rulesOf } from './access-rules'
import type { MappingDraft } from './mapping'

/** The field that an access rule fills, by its place. */
export const accessField = (at: number) => `access ${at + 1}`

/** The expressions of a mapping by the field that each fills: a property, `itemId`, `content`, `access 1`. */
export function expressionsOf({ itemId, content, properties, access }: MappingDraft): Record<string, string> {
  const found: [string, string][] = Object.entries(properties).flatMap(([name, how]) =>
    how.kind === 'expression' ? [[name, how.expression] as [string, string]] : [],
  )
  // No property can be called like these: its name has only letters and digits, and these two are not free.
  if (itemId && 'expression' in itemId) found.push(['item id', itemId.expression])
  if (content && 'expression' in content) found.push(['the content', content.expression])
  for (const [at, rule] of rulesOf(access).entries())
    if (isListed(rule) && 'expression' in rule.from) found.push([accessField(at), rule.from.expression])
  return Object.fromEntries(found)
}
