import { connectionPage } from '@/components/connections/connection-page'
import { SettingsPage } from '@/components/connections/settings-page'

export default connectionPage({
  failed: 'The connection cannot be read.',
  read: async () => null,
  show: ({ connection, facts, admin }) => (
    <SettingsPage connection={connection} facts={facts} admin={admin} />
  ),
})
