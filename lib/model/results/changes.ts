import { canonical } from '../items/canonical'
import { draftsOf } from './draft'
import { isRuleOperation, ruleWords } from './operations'
import type { DisplayTemplate, RuleDraft, TemplateDraft } from './template'

export interface LineChange {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface TemplateChange {
  id: string
  kind: 'added' | 'changed' | 'deleted'
  /** What changes besides the layout, as sentences. */
  notes: string[]
  /** The layout line by line; empty when it stays. */
  lines: LineChange[]
}

/** What a save would do to what Graph has. */
export function templateChanges(
  drafts: readonly TemplateDraft[],
  current: readonly DisplayTemplate[],
): TemplateChange[] {
  const before = draftsOf(current)
  const deleted = before
    .filter(({ id }) => !drafts.some(({ from }) => from === id))
    .map(({ id, layout }): TemplateChange => ({ id, kind: 'deleted', notes: [], lines: removed(layout) }))
  const others = drafts.flatMap((draft): TemplateChange[] => {
    const was = before.find(({ id }) => id === draft.from)
    if (!was) {
      const notes = [`Priority ${draft.priority ?? 'missing'}.`, rulesText(draft.rules)]
      return [{ id: draft.id, kind: 'added', notes, lines: diffLines('', pretty(draft.layout)) }]
    }
    const notes: string[] = []
    if (was.id !== draft.id) notes.push(`Id ${was.id} becomes ${draft.id}.`)
    if (was.priority !== draft.priority)
      notes.push(`Priority ${was.priority} becomes ${draft.priority ?? 'missing'}.`)
    if (canonical(was.rules) !== canonical(draft.rules))
      notes.push(`Before: ${rulesText(was.rules)} After: ${rulesText(draft.rules)}`)
    const [old, next] = [pretty(was.layout), pretty(draft.layout)]
    const lines = old === next ? [] : diffLines(old, next)
    return notes.length + lines.length === 0 ? [] : [{ id: draft.id, kind: 'changed', notes, lines }]
  })
  return [...others, ...deleted]
}

export function rulesText(rules: readonly RuleDraft[]) {
  if (rules.length === 0) return 'Takes every item.'
  return `${rules.map(ruleText).join(', and ')}.`
}

export function ruleText({ property, operation, values, valuesJoinedBy }: RuleDraft) {
  const word = isRuleOperation(operation) ? ruleWords[operation] : operation
  if (operation === 'null') return `${property} ${word}`
  return `${property} ${word} ${values.map((value) => `"${value}"`).join(` ${valuesJoinedBy} `)}`
}

/** How the text is laid out is no change. */
function pretty(layout: string) {
  try {
    return JSON.stringify(JSON.parse(layout), null, 2)
  } catch {
    return layout
  }
}

const removed = (layout: string): LineChange[] =>
  layout.split('\n').map((text) => ({ kind: 'removed', text }))

/** Lines beyond this are compared only at both ends: the table below grows with their square. */
const compared = 1_000

/** What was added and removed, by the longest sequence of lines that both have. */
export function diffLines(before: string, after: string): LineChange[] {
  const [old, next] = [before, after].map((text) => (text === '' ? [] : text.split('\n'))) as [
    string[],
    string[],
  ]
  let start = 0
  while (start < old.length && start < next.length && old[start] === next[start]) start++
  let end = 0
  while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end))
    end++
  const middle = between(old.slice(start, old.length - end), next.slice(start, next.length - end))
  const same = (text: string): LineChange => ({ kind: 'same', text })
  return [...old.slice(0, start).map(same), ...middle, ...old.slice(old.length - end).map(same)]
}

function between(old: string[], next: string[]): LineChange[] {
  const all = [
    ...old.map((text): LineChange => ({ kind: 'removed', text })),
    ...next.map((text): LineChange => ({ kind: 'added', text })),
  ]
  if (old.length > compared || next.length > compared) return all
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    const row = common[i]
    for (let j = next.length - 1; row && j >= 0; j--)
      row[j] = old[i] === next[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const found: LineChange[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      found.push({ kind: 'same', text: old[i++] ?? '' })
      j++
    } else if (i < old.length && (j === next.length || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ kind: 'removed', text: old[i++] ?? '' })
    } else found.push({ kind: 'added', text: next[j++] ?? '' })
  }
  return found
}
