import { z } from 'zod'
import type { Graph } from '../../graph/client'
import * as graph from '../../graph/profile-sources'
import { entraSourceId, sourceIdOf, sourceUrl } from '../../model/people/source-url'
import { AppError } from '../../platform/errors'
import { command } from '../command'

const Urls = z.array(z.string().max(2000)).max(1000)

/** Everything in the new list was in the one that the admin saw, is registered, or is Entra. */
async function needKnown(configuration: Graph, { seen, wanted }: { seen: string[]; wanted: string[] }) {
  const strange = wanted.filter((url) => !seen.includes(url))
  if (strange.length === 0) return
  const registered = await graph.listProfileSources(configuration)
  const ids = new Set([entraSourceId, ...registered.map(({ sourceId }) => sourceId.toLowerCase())])
  const unknown = strange.find(
    (url) => url !== sourceUrl(sourceIdOf(url) ?? '') || !ids.has(sourceIdOf(url)?.toLowerCase() ?? ''),
  )
  if (unknown === undefined) return
  const message = `${unknown.slice(0, 200)} is neither in the list nor a registered source. Register it first.`
  throw new AppError('invalid', message, { field: 'wanted' })
}

/** Writes the prioritized list, unless it is no longer the one that the admin saw. */
export const reorderSources = command({
  name: 'reorderSources',
  permission: 'profileSources.reorder',
  input: z.object({ seen: Urls, wanted: Urls }),
  on: 'tenant',
  async run({ configuration, before, after }, order) {
    await needKnown(configuration, order)
    before(order.seen)
    await graph.reorderSources(configuration, order)
    after(order.wanted)
  },
})
