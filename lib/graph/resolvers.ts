import { z } from 'zod'
import type { ExternalConnection } from '../model/connection/connection'
import { type RawResolver, sameList } from '../model/resolvers/graph-resolvers'
import { AppError } from '../platform/errors'
import { type Graph, path } from './client'
import { getConnection } from './connections'

/** The connection's URL resolvers as Graph has them, entries of other kinds among them. */
export async function getResolvers(graph: Graph, connectionId: string): Promise<RawResolver[]> {
  return resolversIn(await getConnection(graph, connectionId))
}

/** The list as Graph answers it with the connection. */
export const resolversIn = (connection: ExternalConnection) => listOf(settingsIn(connection))

/**
 * Replaces the whole list: Graph has no way to change one entry. `seen` is the list that the draft began with; when
 * Graph has another one by now nothing is written. The other members of the settings are sent back as they are.
 */
export async function replaceResolvers(
  graph: Graph,
  connectionId: string,
  { seen, wanted }: { seen: RawResolver[]; wanted: RawResolver[] },
): Promise<RawResolver[]> {
  const settings = settingsIn(await getConnection(graph, connectionId))
  const now = listOf(settings)
  if (!sameList(now, seen)) {
    const message =
      'The resolvers have changed in Graph since this draft began. Nothing was saved: compare the two and save again.'
    throw new AppError('conflict', message, { field: 'resolvers' })
  }
  const activitySettings = { ...settings, urlToItemResolvers: wanted }
  await graph.call('patch', path`/external/connections/${connectionId}`, { activitySettings })
  return verified(graph, connectionId, wanted)
}

/** Only reading again tells what Graph made of it. */
async function verified(graph: Graph, connectionId: string, wanted: RawResolver[]) {
  const stored = await getResolvers(graph, connectionId)
  if (sameList(stored, wanted)) return stored
  const message =
    'Graph accepted the resolvers but holds another list. It may have been changed at the same moment: compare the two and save again.'
  throw new AppError('conflict', message, { field: 'resolvers' })
}

function settingsIn({ activitySettings }: ExternalConnection): Record<string, unknown> {
  return typeof activitySettings === 'object' && activitySettings !== null
    ? (activitySettings as Record<string, unknown>)
    : {}
}

const listOf = ({ urlToItemResolvers }: Record<string, unknown>): RawResolver[] =>
  z.array(z.record(z.string(), z.unknown())).parse(urlToItemResolvers ?? [])
