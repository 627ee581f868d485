import { type NewProfileSource, ProfileSource } from '../model/people/profile-source'
import { entraSourceId } from '../model/people/source-url'
import { AppError } from '../platform/errors'
import { type Graph, literal, path } from './client'
import { listAll } from './collection'

export { getGlobalSetting, prioritizeSource, removeFromPriority, reorderSources } from './source-priority'

const sources = '/admin/people/profileSources'
const keyed = (sourceId: string) => path`/admin/people/profileSources(sourceId='${literal(sourceId)}')`

export const listProfileSources = (graph: Graph): Promise<ProfileSource[]> =>
  listAll(graph, sources, ProfileSource)

/**
 * Whether the connection is a profile source; null when this app may not see that, so that somebody else looks after
 * the profile sources of the tenant.
 */
export async function isRegistered(graph: Graph, connectionId: string): Promise<boolean | null> {
  try {
    const known = await listProfileSources(graph)
    return known.some(({ sourceId }) => sourceId.toLowerCase() === connectionId.toLowerCase())
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null
    throw error
  }
}

async function getProfileSource(graph: Graph, sourceId: string): Promise<ProfileSource> {
  const { body } = await graph.call('get', keyed(sourceId))
  return ProfileSource.parse(body)
}

/** A registered source as Graph holds it; null if there is none. */
export async function findProfileSource(graph: Graph, sourceId: string): Promise<ProfileSource | null> {
  try {
    return await getProfileSource(graph, sourceId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

/** Registers a source. Doing it again with the same content changes nothing. */
export async function createProfileSource(graph: Graph, source: NewProfileSource): Promise<ProfileSource> {
  try {
    const { body } = await graph.call('post', sources, source)
    return ProfileSource.parse(body)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    const present = await getProfileSource(graph, source.sourceId)
    if (present.displayName === source.displayName && present.webUrl === source.webUrl) return present
    const message = `"${source.sourceId}" is registered already, as "${present.displayName}". To change it, remove it from the list and register it again.`
    throw new AppError('conflict', message, { field: 'sourceId', graphRequestId: error.graphRequestId })
  }
}

/** Take the source out of the prioritized list first. A missing source counts as deleted. */
export async function deleteProfileSource(graph: Graph, sourceId: string) {
  if (sourceId.toLowerCase() === entraSourceId) {
    throw new AppError('invalid', 'The built-in Microsoft Entra source cannot be removed.')
  }
  try {
    await graph.call('delete', keyed(sourceId))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
  }
}
