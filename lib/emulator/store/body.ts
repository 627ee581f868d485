/** What a row of the table keeps as JSON; undefined when there is no row. */
export function bodyOf<T>(row: { body: string } | undefined) {
  return row && (JSON.parse(row.body) as T)
}
