import { z } from 'zod'
import { type Graph, path } from './client'

const text = z.string().max(200)
/** As one string with commas in a guide and as a list in the SDK (docs/graph-contract.md#content-experiences). */
const Answer = z.looseObject({
  enabledContentExperiences: z.union([z.array(text), text.transform((one) => one.split(','))]).nullish(),
})

/** What the content of a connection is enabled for, of which only beta tells. */
export async function getExperiences(graph: Graph, connectionId: string): Promise<string[]> {
  const address = path`/external/connections/${connectionId}?$select=id,enabledContentExperiences`
  const { body } = await graph.call('get', address, undefined, { version: 'beta' })
  return (Answer.parse(body).enabledContentExperiences ?? []).map((one) => one.trim()).filter(Boolean)
}
