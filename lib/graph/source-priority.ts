import { setTimeout as pause } from 'node:timers/promises'
import { globalSetting, ProfilePropertySetting } from '../model/people/profile-source'
import {
  entraSourceId,
  entraStays,
  hasEntra,
  sourceIdOf,
  sourceUrl,
  without,
} from '../model/people/source-url'
import { AppError } from '../platform/errors'
import { type Graph, path } from './client'
import { listAll } from './collection'

const settings = '/admin/people/profilePropertySettings'

const listProfileSettings = (graph: Graph): Promise<ProfilePropertySetting[]> =>
  listAll(graph, settings, ProfilePropertySetting)

/** The one setting that holds the prioritized list; null when the tenant has none yet. */
export const getGlobalSetting = async (graph: Graph): Promise<ProfilePropertySetting | null> =>
  globalSetting(await listProfileSettings(graph))

/**
 * Writes the whole list of source URLs. `seen` is the list as the admin saw it: if the tenant's differs by
 * now, in content or in order, nothing is written.
 */
export async function reorderSources(graph: Graph, { seen, wanted }: { seen: string[]; wanted: string[] }) {
  const setting = await getGlobalSetting(graph)
  if (!same(setting?.prioritizedSourceUrls ?? [], seen)) {
    const message = 'The list has changed since you opened it. Reload it and order it again.'
    throw new AppError('conflict', message)
  }
  await write(graph, setting, wanted)
}

/** The prioritized list as it was and as it is. */
export interface OrderChange {
  before: string[]
  after: string[]
}

/** Gives a source the first or last place; its entry keeps the form it has. */
export async function prioritizeSource(
  graph: Graph,
  sourceId: string,
  place: 'first' | 'last',
): Promise<OrderChange> {
  const setting = await getGlobalSetting(graph)
  const urls = setting?.prioritizedSourceUrls ?? []
  const entry = urls.find((url) => isOf(url, sourceId)) ?? sourceUrl(sourceId)
  const others = withEntra(urls.filter((url) => !isOf(url, sourceId)))
  const wanted = place === 'first' ? [entry, ...others] : [...others, entry]
  if (!same(urls, wanted)) await write(graph, setting, wanted)
  return { before: urls, after: wanted }
}

/** Takes every entry of a source out of the list. */
export async function removeFromPriority(graph: Graph, sourceId: string): Promise<OrderChange> {
  if (sourceId.toLowerCase() === entraSourceId) throw new AppError('invalid', entraStays)
  const setting = await getGlobalSetting(graph)
  const urls = setting?.prioritizedSourceUrls ?? []
  if (!urls.some((url) => isOf(url, sourceId))) return { before: urls, after: urls }
  const wanted = withEntra(without(urls, sourceId))
  await write(graph, setting, wanted)
  return { before: urls, after: wanted }
}

const isOf = (url: string, sourceId: string) => sourceIdOf(url)?.toLowerCase() === sourceId.toLowerCase()
const withEntra = (urls: string[]) => (hasEntra(urls) ? urls : [...urls, sourceUrl(entraSourceId)])
const same = (one: string[], other: string[]) =>
  one.length === other.length && one.every((url, i) => url === other[i])

async function write(graph: Graph, setting: ProfilePropertySetting | null, wanted: string[]) {
  if (!hasEntra(wanted)) throw new AppError('invalid', entraStays)
  const ids = wanted.map((url) => sourceIdOf(url)?.toLowerCase() ?? url)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice) throw new AppError('invalid', `The list names the source "${twice}" twice.`)

  const body = { prioritizedSourceUrls: wanted }
  if (setting) await graph.call('patch', path`/admin/people/profilePropertySettings/${setting.id}`, body)
  else await graph.call('post', settings, body)
  await verify(graph, wanted)
}

/**
 * Graph may accept a list and silently restore the old one, so the list is read again after a change
 * (docs/graph-contract.md#setting-reread).
 */
async function verify(graph: Graph, wanted: string[]) {
  for (const waitMs of [0, 300, 1200]) {
    await pause(waitMs)
    const stored = (await getGlobalSetting(graph))?.prioritizedSourceUrls ?? []
    if (same(stored, wanted)) return
  }
  const message =
    'Graph accepted the list but holds another one. It may have been changed at the same moment: reload it and try again.'
  throw new AppError('conflict', message)
}
