import { z } from 'zod'
import { AppError } from '../platform/errors'
import type { CallOptions, Graph } from './client'

const Page = z.looseObject({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
})

/** No collection that the console reads has as many; Graph may still name a next page for ever. */
const maxPages = 1_000

/** Every member of a collection; follows `@odata.nextLink` as Graph gave it. */
export async function listAll<T extends z.ZodType>(
  graph: Graph,
  path: string,
  member: T,
  options?: CallOptions,
): Promise<z.output<T>[]> {
  const members: z.output<T>[] = []
  const seen = new Set<string>()
  for (let next: string | undefined = path; next; ) {
    options?.signal?.throwIfAborted()
    if (seen.has(next) || seen.size >= maxPages) {
      throw new AppError('unavailable', `Graph's list does not end (${seen.size} pages). Try again later.`)
    }
    seen.add(next)
    const { body } = await graph.call('get', next, undefined, options)
    const page: z.output<typeof Page> = Page.parse(body)
    members.push(...page.value.map((value) => member.parse(value)))
    next = page['@odata.nextLink']
  }
  return members
}
