import { connectionPage, type KnownContext } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemsPage } from '@/components/items/items-page'
import { ItemAddress, type ItemPage } from '@/lib/model/items/item-list'
import { readFilter } from '@/lib/model/read-filter'
import { listItems } from '@/lib/services/items/list-items'

export const generateMetadata = connectionTitle('Items')

export default connectionPage({
  failed: 'The items cannot be listed.',
  read: listItems,
  asked: (address) => readFilter(ItemAddress, address).filter,
  show: list,
  // The list is the console's own.
  without: list,
})

function list({ connectionId, facts, address }: KnownContext, page: ItemPage) {
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
    />
  )
}
