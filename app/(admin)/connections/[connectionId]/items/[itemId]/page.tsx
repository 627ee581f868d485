import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemPage } from '@/components/items/item-page'
import { readItem } from '@/lib/services/items/read-item'

export const generateMetadata = connectionTitle('Item')

export default connectionPage({
  failed: 'The item cannot be shown.',
  read: readItem,
  asked: ({ itemId }) => ({ itemId: decodeURIComponent(String(itemId)) }),
  show: ({ connection }, item) => <ItemPage connectionId={connection.id} item={item} />,
})
