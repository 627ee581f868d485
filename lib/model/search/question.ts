import { z } from 'zod'

export const pageSize = 25
const mostPages = 40
const noPage = `The address asks for a page that there is not: pages count from 1 to ${mostPages}.`

/** What somebody searches for, as it stands in the address of the page. */
export const SearchQuestion = z.object({
  /** In KQL. */
  q: z.string().trim().max(500, 'A query has at most 500 characters here.'),
  /** The connection to search; all of them without one. */
  connection: z.string().max(128).optional(),
  /** Filters that Graph gave out with its buckets, as `tags:"<token>"`. */
  refine: z.array(z.string().max(400)).max(10, 'Use at most 10 filters.').default([]),
  page: z.coerce
    .number(noPage)
    .int(noPage)
    .min(1, noPage)
    .max(mostPages, `Graph pages up to ${mostPages}.`)
    .default(1),
})
export type SearchQuestion = z.infer<typeof SearchQuestion>

type Address = Readonly<Record<string, string | string[] | undefined>>

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) || undefined

/** The question of an address; null when it asks nothing. */
export function readQuestion({ q, connection, refine, page }: Address): {
  question: SearchQuestion | null
  wrong: string | null
} {
  const asked = one(q)?.trim()
  if (!asked) return { question: null, wrong: null }
  const parsed = SearchQuestion.safeParse({
    q: asked,
    connection: one(connection),
    refine: [refine ?? []].flat(),
    page: one(page),
  })
  if (parsed.success) return { question: parsed.data, wrong: null }
  return { question: null, wrong: parsed.error.issues[0]?.message ?? 'The address makes no search.' }
}
