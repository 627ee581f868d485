import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { Property } from '@/lib/model/schema/schema'

type Mark = Pick<SchemaProblem, 'severity' | 'message'>

/** What is wrong in each row, by place, as text that is equal as long as nothing has changed. */
export function writeMarks(problems: readonly SchemaProblem[]): ReadonlyMap<number, string> {
  const rows = new Map<number, Map<keyof Property, Mark>>()
  for (const problem of problems) {
    const { property, severity, message } = problem
    if (property === undefined) continue
    const row = rows.get(property) ?? new Map<keyof Property, Mark>()
    rows.set(property, row)
    for (const field of fieldsOf(problem))
      if (row.get(field)?.severity !== 'error') row.set(field, { severity, message })
  }
  return new Map([...rows].map(([place, row]) => [place, JSON.stringify([...row])]))
}

/** Two attributes that exclude each other are both marked. */
const fieldsOf = ({ rule, field }: SchemaProblem): (keyof Property)[] => {
  if (rule === 'prop.searchable.refinable') return ['isSearchable', 'isRefinable']
  return field ? [field] : []
}

export const readMarks = (marks: string): ReadonlyMap<keyof Property, Mark> =>
  new Map(marks === '' ? [] : (JSON.parse(marks) as [keyof Property, Mark][]))
