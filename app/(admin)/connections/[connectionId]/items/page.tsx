import { connectionPage, type KnownContext } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemsPage } from '@/components/items/items-page'
import { whyNot } from '@/lib/access/can'
import type { ExternalConnection } from '@/lib/model/connection/connection'
import { may } from '@/lib/model/connection/states'
import { ItemAddress, type ItemPage } from '@/lib/model/items/item-list'
import { readFilter } from '@/lib/model/read-filter'
import { listItems } from '@/lib/services/items/list-items'

export const generateMetadata = connectionTitle('Items')

export default connectionPage({
  failed: 'The items cannot be listed.',
  read: listItems,
  asked: (address) => readFilter(ItemAddress, address).filter,
  show: (context, page) => list(context, page, whyNotWrite(context.connection)),
  // The list is the console's own.
  without: (context, page) => list(context, page, 'Graph does not answer at the moment.'),
})

function whyNotWrite(connection: ExternalConnection) {
  const permission = may('createItem', connection.state)
  return permission.allowed ? null : permission.reason
}

function list(
  { connectionId, actor, facts, address }: KnownContext,
  page: ItemPage,
  cannotWrite: string | null,
) {
  const { filter, wrong } = readFilter(ItemAddress, address)
  const { after, ...asked } = filter
  return (
    <ItemsPage
      connectionId={connectionId}
      total={facts.items}
      page={page}
      filter={asked}
      after={after}
      wrong={wrong}
      noWrite={whyNot(actor, 'items.write', { connectionId }) ?? cannotWrite}
    />
  )
}
