/** The filter as the query string of an address, with what else stands in it. What is empty is left out. */
export function writeFilter(
  filter: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): string {
  const parts = Object.entries({ ...filter, ...more }).filter(([, text]) => text.trim() !== '')
  const query = new URLSearchParams(parts).toString()
  return query === '' ? '' : `?${query}`
}
