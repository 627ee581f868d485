import { canonical } from '../items/canonical'
import { readCardText } from './read-card'
import type { DisplayTemplate, TemplateDraft } from './template'

/** Graph's templates as they are edited, the first to be tried first. */
export const draftsOf = (templates: readonly DisplayTemplate[]): TemplateDraft[] =>
  [...templates].sort((one, other) => one.priority - other.priority).map(draftOf)

function draftOf({ id, priority, layout, rules }: DisplayTemplate): TemplateDraft {
  return {
    from: id,
    id,
    priority,
    layout: JSON.stringify(layout, null, 2),
    rules: (rules ?? []).map(({ property, operation, values, valuesJoinedBy }) => ({
      property,
      operation,
      values: operation === 'null' ? [] : values,
      valuesJoinedBy: valuesJoinedBy === 'and' ? 'and' : 'or',
    })),
  }
}

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

/** Whether two lists are the same to Graph, in whatever order their members stand. */
export const sameTemplates = (one: readonly DisplayTemplate[], other: readonly DisplayTemplate[]) =>
  canonical(comparable(one)) === canonical(comparable(other))

const comparable = (templates: readonly DisplayTemplate[]) =>
  [...templates]
    .sort((one, other) => one.priority - other.priority || one.id.localeCompare(other.id))
    .map((template) => ({ ...template, rules: template.rules ?? [] }))

/** Whether what is edited is what Graph has. Text that cannot be read is a change. */
export function isUnchanged(drafts: readonly TemplateDraft[], current: readonly DisplayTemplate[]) {
  if (drafts.some(({ layout }) => readCardText(layout).problem)) return false
  return sameTemplates(graphTemplates(drafts, current), current)
}
