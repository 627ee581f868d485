import { type Column, or, sql } from 'drizzle-orm'

/** Whether a text stands in one of the columns, in whatever case. */
export function holdsText(text: string, columns: readonly Column[]) {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return or(...columns.map((column) => sql`${column} ilike ${part}`))
}
