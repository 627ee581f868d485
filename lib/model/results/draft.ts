import { canonical } from '../items/canonical'
import type { DisplayTemplate, TemplateDraft } from './template'

/** Graph's templates as they are edited, the first to be tried first. */
export const draftsOf = (templates: readonly DisplayTemplate[]): TemplateDraft[] =>
  [...templates].sort((one, other) => one.priority - other.priority).map(draftOf)

export function draftOf({ id, priority, layout, rules }: DisplayTemplate): TemplateDraft {
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

/** Whether two lists are the same to Graph, in whatever order their members stand. */
export const sameTemplates = (one: readonly DisplayTemplate[], other: readonly DisplayTemplate[]) =>
  canonical(comparable(one)) === canonical(comparable(other))

const comparable = (templates: readonly DisplayTemplate[]) =>
  [...templates]
    .sort((one, other) => one.priority - other.priority || one.id.localeCompare(other.id))
    .map((template) => ({ ...template, rules: template.rules ?? [] }))

/** Whether what is edited is what Graph has. Text that cannot be read is a change. */
export function isUnchanged(drafts: readonly TemplateDraft[], current: readonly DisplayTemplate[]) {
  try {
    return canonical(drafts.map(read).sort(byId)) === canonical(draftsOf(current).map(read).sort(byId))
  } catch {
    return false
  }
}

/** Without the places of values, which take a parser of their own to find: the page begins with this. */
const read = (draft: TemplateDraft) => ({ ...draft, layout: JSON.parse(draft.layout) as unknown })
const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id)
