import { beginningOf } from '../storable'
import { type FieldValue, isBlank, textOf } from './field-value'

export type Oddness = 'wrong' | 'twice' | 'empty' | 'longest' | 'non-ascii' | 'usual'

/** A value that a field has in the source, and why it is worth a look. */
export interface OddValue {
  kind: Oddness
  text: string
  /** The row where it stands, or the first of them. */
  row: number
  /** How many rows have such a value; of the longest, how many characters it has. */
  count: number
  /** Of a wrong one: what is wrong. */
  problem?: string
}

const shownCharacters = 120
const most = 3
const order: readonly Oddness[] = ['wrong', 'twice', 'empty', 'longest', 'non-ascii', 'usual']
// Much faster than \P{ASCII}, and called for every value of every row.
const nonAscii = /[\u0080-\uffff]/

/** Looks at all values of one field, and keeps the few that show what is in it. */
export class OddValues {
  private readonly kept = new Map<Oddness, OddValue>()

  add(
    row: number,
    value: FieldValue | undefined,
    { problem, twice }: { problem?: string; twice?: boolean } = {},
  ) {
    if (problem !== undefined) return this.note('wrong', row, value, problem)
    if (isBlank(value)) return this.note('empty', row, value)
    if (twice) return this.note('twice', row, value)
    const text = textOf(value ?? '')
    const longest = this.kept.get('longest')
    if (!longest || text.length > longest.count)
      this.kept.set('longest', { kind: 'longest', text: cut(text), row, count: text.length })
    if (!this.kept.has('usual')) this.kept.set('usual', { kind: 'usual', text: cut(text), row, count: 1 })
    if (nonAscii.test(text)) this.note('non-ascii', row, value)
  }

  /** At most three, the oddest first, each text once. */
  get values(): OddValue[] {
    const chosen: OddValue[] = []
    for (const kind of order) {
      const one = this.kept.get(kind)
      if (
        one &&
        chosen.length < most &&
        !chosen.some(({ text, kind }) => text === one.text && kind !== 'empty')
      )
        chosen.push(one)
    }
    return chosen
  }

  private note(kind: Oddness, row: number, value: FieldValue | undefined, problem?: string) {
    const known = this.kept.get(kind)
    if (known) known.count += 1
    else {
      const text = value === undefined || value === null ? '' : cut(textOf(value))
      this.kept.set(kind, { kind, text, row, count: 1, ...(problem === undefined ? {} : { problem }) })
    }
  }
}

const cut = (text: string) =>
  text.length > shownCharacters ? `${beginningOf(text, shownCharacters - 1)}…` : text
