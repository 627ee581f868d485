import { z } from 'zod'
import { AppError } from '../platform/errors'
import { patienceMs } from '../platform/retry'
import { readBatch } from './batch'
import { type CallOptions, type Graph, path } from './client'

/** A job can wait for as long as Graph asks; a browser cannot. */
const patient = { waitMs: patienceMs.job }

/** Creates the item, or replaces it as a whole. `item` is the body as `rowToItem` makes it. */
export async function putItem(
  graph: Graph,
  connectionId: string,
  itemId: string,
  item: unknown,
  options?: CallOptions,
) {
  const address = path`/external/connections/${connectionId}/items/${itemId}`
  const { requestId } = await graph.call('put', address, item, { ...patient, ...options })
  return { requestId }
}

const StoredItem = z.looseObject({
  id: z.string().optional(),
  acl: z.array(z.looseObject({ type: z.string(), value: z.string(), accessType: z.string() })).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  content: z.looseObject({ type: z.string(), value: z.string().nullish() }).nullish(),
})
export type StoredItem = z.infer<typeof StoredItem>

export async function getItem(
  graph: Graph,
  connectionId: string,
  itemId: string,
  options?: CallOptions,
): Promise<StoredItem> {
  const address = path`/external/connections/${connectionId}/items/${itemId}`
  const { body } = await graph.call('get', address, undefined, options)
  return StoredItem.parse(body)
}

/** Up to 20 items in one request, in the order of their ids; null for those that Graph does not have. */
export async function getItems(
  graph: Graph,
  connectionId: string,
  itemIds: readonly string[],
  options?: CallOptions,
): Promise<(StoredItem | null)[]> {
  const paths = itemIds.map((itemId) => String(path`/external/connections/${connectionId}/items/${itemId}`))
  const answers = await readBatch(graph, paths, (status) => status === 200 || status === 404, {
    ...patient,
    ...options,
  })
  return answers.map(({ status, body }) => (status === 200 ? StoredItem.parse(body) : null))
}

/** A missing item counts as deleted. */
export async function deleteItem(graph: Graph, connectionId: string, itemId: string, options?: CallOptions) {
  const address = path`/external/connections/${connectionId}/items/${itemId}`
  try {
    await graph.call('delete', address, undefined, { ...patient, ...options })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
  }
}
