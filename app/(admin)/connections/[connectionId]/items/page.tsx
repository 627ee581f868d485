import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemsPage } from '@/components/items/items-page'
import { ItemAddress } from '@/lib/model/items/item-list'
import { readFilter } from '@/lib/model/read-filter'
import { listItems } from '@/lib/services/items/list-items'

export const generateMetadata = connectionTitle('Items')

export default connectionPage({
  failed: 'The items cannot be listed.',
  read: listItems,
  asked: (address) => readFilter(ItemAddress, address).filter,
  show({ connection, facts, address }, page) {
    const { filter, wrong } = readFilter(ItemAddress, address)
    const { after, ...asked } = filter
    return (
      <ItemsPage
        connectionId={connection.id}
        total={facts.items}
        page={page}
        filter={asked}
        after={after}
        wrong={wrong}
      />
    )
  },
})
