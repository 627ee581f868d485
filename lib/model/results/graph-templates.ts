import { canonical } from '../items/canonical'
import { draftOf } from './draft'
import { readCardText } from './read-card'
import type { DisplayTemplate, TemplateDraft } from './template'

/**
 * The complete list to write, over what Graph has now: members the console does not know stay as they are.
 * Throws when a layout cannot be read; `checkTemplates` says so first.
 */
export function graphTemplates(
  drafts: readonly TemplateDraft[],
  current: readonly DisplayTemplate[],
): DisplayTemplate[] {
  return drafts.map((draft) => {
    const before = current.find(({ id }) => id === draft.from)
    const { value, problem } = readCardText(draft.layout)
    if (problem) throw new Error(`The layout of ${draft.id} cannot be read: ${problem.message}`)
    const same = before && canonical(draftOf(before).rules) === canonical(draft.rules)
    return {
      ...before,
      id: draft.id,
      priority: draft.priority ?? 0,
      layout: value as Record<string, unknown>,
      rules: same ? (before.rules ?? []) : draft.rules.map(graphRule),
    }
  })
}

/** Graph asks for values even of the operation that compares with none; what it makes of them is not published.
 * (docs/graph-contract.md#template-rules) */
const graphRule = (rule: TemplateDraft['rules'][number]) =>
  rule.operation === 'null' ? { ...rule, values: [''] } : rule
