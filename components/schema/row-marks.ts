import type { Property } from '@/lib/model/schema'
import type { SchemaProblem } from '@/lib/model/schema-rules'

type Mark = Pick<SchemaProblem, 'severity' | 'message'>

/** What is wrong in each row, by place, as text that is equal as long as nothing has changed. */
export function writeMarks(problems: readonly SchemaProblem[]): ReadonlyMap<number, string> {
  const rows = new Map<number, Map<keyof Property, Mark>>()
  for (const { property, field, severity, message } of problems) {
    if (property === undefined || !field) continue
    const row = rows.get(property) ?? new Map<keyof Property, Mark>()
    rows.set(property, row)
    if (row.get(field)?.severity !== 'error') row.set(field, { severity, message })
  }
  return new Map([...rows].map(([place, row]) => [place, JSON.stringify([...row])]))
}

export const readMarks = (marks: string): ReadonlyMap<keyof Property, Mark> =>
  new Map(marks === '' ? [] : (JSON.parse(marks) as [keyof Property, Mark][]))
