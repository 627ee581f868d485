import { brokeOff, hasReadAll, isLive } from '../sync/status'
import { contentKind, type ExternalConnection } from './connection'
import type { ConnectionFacts } from './list'
import { shownState } from './row'

export interface NextStep {
  id: 'schema' | 'provision' | 'profileSource' | 'source' | 'sync'
  title: string
  text: string
  /** What the button says while this is the step to take. */
  action: string
  state: 'done' | 'doing' | 'next' | 'failed' | 'waiting'
  href: string
}

/**
 * The way of a connection from nothing to indexed items; exactly the first undone step is `next`.
 * `registered` says whether it is a profile source, null when that is not known.
 */
export function nextSteps(
  connection: ExternalConnection,
  facts: ConnectionFacts,
  registered: boolean | null,
): NextStep[] {
  const base = `/connections/${encodeURIComponent(connection.id)}`
  const state = shownState(connection.state, facts)
  const hasSchema = connection.state !== 'draft'
  const { sync, source } = facts
  const steps: NextStep[] = [
    {
      id: 'schema',
      title: 'Schema',
      text: 'Name the properties of an item and submit them.',
      action: 'Edit schema',
      state: hasSchema || state === 'provisioning' ? 'done' : 'waiting',
      href: `${base}/schema`,
    },
    {
      id: 'provision',
      title: 'Provisioning',
      text:
        state === 'schemaFailed'
          ? 'Graph did not register the schema.'
          : 'Graph registers the schema, usually in 5 to 15 minutes.',
      action: 'Look',
      state: provisioning[state] ?? (hasSchema ? 'done' : 'waiting'),
      href: `${base}/schema`,
    },
    {
      id: 'profileSource',
      title: 'Profile source',
      text: 'Register the connection as a source of profile data before the first sync.',
      action: 'Register',
      state: registered ? 'done' : 'waiting',
      href: `/profile-sources?register=${encodeURIComponent(connection.id)}`,
    },
    {
      id: 'source',
      title: 'Data source',
      text: 'Choose where the records come from, and map their fields to the properties.',
      action: 'Choose a source',
      state: source || sync ? 'done' : 'waiting',
      href: `${base}/sync`,
    },
    {
      id: 'sync',
      title: 'Sync',
      action: 'Start a sync',
      ...syncStep(facts),
      href: sync && facts.debts.length === 0 ? `${base}/sync/${sync.id}` : `${base}/sync`,
    },
  ]
  const own = steps.filter(({ id }) => id !== 'profileSource' || contentKind(connection) === 'people')
  const next = own.find((step) => step.state !== 'done')
  if (next?.state === 'waiting') next.state = 'next'
  return own
}

const provisioning: Partial<Record<ReturnType<typeof shownState>, NextStep['state']>> = {
  provisioning: 'doing',
  schemaFailed: 'failed',
}

function syncStep({ sync, debts }: ConnectionFacts): Pick<NextStep, 'text' | 'state'> {
  if (!sync) return { text: 'Send the items to Graph.', state: 'waiting' }
  if (sync.status === 'paused') return { text: 'The sync is paused.', state: 'doing' }
  if (isLive(sync)) return { text: 'Items are being sent.', state: 'doing' }
  if (sync.status === 'lost')
    return { text: 'The connector of the last sync stopped reporting.', state: 'failed' }
  if (sync.status === 'stopped') return { text: 'The last sync was stopped by a limit.', state: 'failed' }
  if (brokeOff(sync)) return { text: 'The last sync failed.', state: 'failed' }
  if (hasReadAll(sync) && debts.length > 0) return { text: 'Graph needs items again.', state: 'waiting' }
  if (hasReadAll(sync)) return { text: 'Items are with Graph.', state: 'done' }
  return { text: 'Send the items to Graph.', state: 'waiting' }
}
