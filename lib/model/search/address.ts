import type { SearchQuestion } from './question'

/** The address of a search. */
export function writeQuestion({ q, connection, refine = [], page = 1 }: Partial<SearchQuestion>): string {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (connection) query.set('connection', connection)
  for (const filter of refine) query.append('refine', filter)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? '/search' : `/search?${text}`
}

/** The address that asks why an item is not found; what was searched for stays in it. */
export const whyAddress = ({ connection, itemId, q }: { connection: string; itemId: string; q?: string }) =>
  `${writeQuestion({ q, connection })}&why=${encodeURIComponent(itemId)}`
