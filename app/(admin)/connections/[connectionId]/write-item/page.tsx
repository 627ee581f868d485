import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ItemForm } from '@/components/items/item-form'
import { readItemForm } from '@/lib/services/items/read-item-form'

export const generateMetadata = connectionTitle('Write an item')

export default connectionPage({
  failed: 'The item cannot be written.',
  back: { path: '/write-item', label: 'Write a new item' },
  read: readItemForm,
  asked: ({ item }) => (typeof item === 'string' && item !== '' ? { itemId: item } : {}),
  show: ({ connection }, form) => (
    <ItemForm key={form.draft?.itemId ?? ''} connectionId={connection.id} form={form} />
  ),
})
