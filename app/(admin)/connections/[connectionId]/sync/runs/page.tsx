import { z } from 'zod'
import { connectionPage, type KnownContext } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { RunsPage } from '@/components/syncs/runs-page'
import type { SyncView } from '@/lib/model/sync/sync'
import { listRuns } from '@/lib/services/sync/list-runs'

export const generateMetadata = connectionTitle('Runs')

const pageSize = 50

const beforeOf = ({ before }: KnownContext['address']) => z.uuid().safeParse(before).data

export default connectionPage({
  failed: 'The runs cannot be listed.',
  read: listRuns,
  // One more than shown tells whether there is a next page.
  asked: (address) => ({ limit: pageSize + 1, before: beforeOf(address) }),
  show: list,
  // The list is the console's own.
  without: list,
})

function list({ connectionId, address }: KnownContext, runs: SyncView[]) {
  return (
    <RunsPage
      connectionId={connectionId}
      runs={runs.slice(0, pageSize)}
      more={runs.length > pageSize}
      before={beforeOf(address)}
    />
  )
}
