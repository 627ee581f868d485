import { setTimeout as pause } from 'node:timers/promises'
import { sameTemplates } from '../model/results/draft'
import { graphTemplates } from '../model/results/graph-templates'
import { type DisplayTemplate, SearchSettings, type TemplateDraft } from '../model/results/template'
import { AppError } from '../platform/errors'
import { type Graph, path } from './client'
import { getConnection } from './connections'

/** A broken card is answered like a passing trouble, so that waiting long for the next try would be in vain. */
const waitMs = 8_000

/** The search settings of a connection, with the members that the console does not know. */
export async function getSearchSettings(graph: Graph, connectionId: string): Promise<SearchSettings> {
  const { searchSettings } = await getConnection(graph, connectionId)
  return SearchSettings.parse(searchSettings ?? {})
}

export const templatesOf = ({ searchResultTemplates }: SearchSettings): DisplayTemplate[] =>
  searchResultTemplates ?? []

/**
 * Writes the complete list of templates over a fresh read. `seen` is the list as it was when the editing began:
 * if Graph has another one by now, nothing is written.
 */
export async function updateTemplates(
  graph: Graph,
  connectionId: string,
  { seen, wanted }: { seen: readonly DisplayTemplate[]; wanted: readonly TemplateDraft[] },
): Promise<DisplayTemplate[]> {
  const current = await getSearchSettings(graph, connectionId)
  if (!sameTemplates(templatesOf(current), seen)) {
    const message =
      'Somebody changed the templates in Graph since you began. Nothing was written: compare both, then keep one.'
    throw new AppError('conflict', message, { field: 'templates' })
  }
  const searchResultTemplates = graphTemplates(wanted, templatesOf(current))
  const searchSettings = { ...current, searchResultTemplates }
  await graph
    .call('patch', path`/external/connections/${connectionId}`, { searchSettings }, { waitMs })
    .catch((error: unknown) => {
      throw explained(error)
    })
  return verified(graph, connectionId, searchResultTemplates)
}

/** Only reading again tells that Graph holds what it was sent. */
async function verified(graph: Graph, connectionId: string, wanted: readonly DisplayTemplate[]) {
  for (const afterMs of [0, 300, 1200]) {
    await pause(afterMs)
    const stored = templatesOf(await getSearchSettings(graph, connectionId))
    if (sameTemplates(stored, wanted)) return stored
  }
  const message =
    'Graph accepted the templates but holds others. Reload the page and compare before you save again.'
  throw new AppError('conflict', message, { field: 'templates' })
}

function explained(error: unknown) {
  if (!(error instanceof AppError) || error.status !== 503) return error
  const { graphRequestId, graphCode, status } = error
  const message =
    'Graph answered 503, which it also does to a card that it cannot read. Nothing is lost: your draft is kept. Try a starter layout; if that is taken, the card is at fault.'
  return new AppError('unavailable', message, { graphRequestId, graphCode, status, cause: error })
}
