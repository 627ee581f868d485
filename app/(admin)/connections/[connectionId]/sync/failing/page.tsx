import { connectionPage, type KnownContext } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { FailingPage } from '@/components/failing/failing-page'
import { whyNot } from '@/lib/access/can'
import type { FailingPage as Page } from '@/lib/model/debts/failing'
import { FailingAddress } from '@/lib/model/debts/failing-filter'
import { readFilter } from '@/lib/model/read-filter'
import { listFailing } from '@/lib/services/failing/list-failing'

export const generateMetadata = connectionTitle('Failing records')

export default connectionPage({
  failed: 'The failing records cannot be listed.',
  read: listFailing,
  asked: (address) => readFilter(FailingAddress, address).filter,
  show: list,
  // The list is the console's own.
  without: list,
})

function list({ connectionId, actor, address }: KnownContext, page: Page) {
  const { filter, wrong } = readFilter(FailingAddress, address)
  const { after, ...asked } = filter
  return (
    <FailingPage
      connectionId={connectionId}
      page={page}
      filter={asked}
      after={after}
      wrong={wrong}
      refused={whyNot(actor, 'sync.run', { connectionId })}
    />
  )
}
