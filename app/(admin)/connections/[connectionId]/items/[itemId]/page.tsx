import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemPage } from '@/components/items/item-page'
import { whyNot } from '@/lib/access/can'
import { may } from '@/lib/model/connection/states'
import { readItem } from '@/lib/services/items/read-item'

export const generateMetadata = connectionTitle('Item')

export default connectionPage({
  failed: 'The item cannot be shown.',
  back: { path: '/items', label: 'All items' },
  read: readItem,
  asked: ({ itemId }) => ({ itemId: decodeURIComponent(String(itemId)) }),
  show({ connection, actor }, item) {
    const { id: connectionId, state } = connection
    const permission = may('createItem', state)
    const noRun = whyNot(actor, 'sync.run', { connectionId })
    return (
      <ItemPage
        connectionId={connectionId}
        item={item}
        noCheck={whyNot(actor, 'access.check', { connectionId })}
        noWrite={
          whyNot(actor, 'items.write', { connectionId }) ?? (permission.allowed ? null : permission.reason)
        }
        noRun={noRun ?? (permission.allowed ? null : permission.reason)}
      />
    )
  },
  without: ({ connectionId, actor }, item) => (
    <ItemPage
      connectionId={connectionId}
      item={item}
      noCheck={whyNot(actor, 'access.check', { connectionId })}
      noRun="Graph does not answer at the moment."
      noWrite="Graph does not answer at the moment."
    />
  ),
})
