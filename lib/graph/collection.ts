import { z } from 'zod'
import type { CallOptions, Graph } from './client'

const Page = z.looseObject({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
})

/** Every member of a collection; follows `@odata.nextLink` as Graph gave it. */
export async function listAll<T extends z.ZodType>(
  graph: Graph,
  path: string,
  member: T,
  options?: CallOptions,
): Promise<z.output<T>[]> {
  const members: z.output<T>[] = []
  for (let next: string | undefined = path; next; ) {
    const { body } = await graph.call('get', next, undefined, options)
    const page: z.output<typeof Page> = Page.parse(body)
    members.push(...page.value.map((value) => member.parse(value)))
    next = page['@odata.nextLink']
  }
  return members
}
