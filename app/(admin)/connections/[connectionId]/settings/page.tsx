import { connectionPage } from '@/components/connections/connection-page'
import { SettingsPage } from '@/components/connections/settings-page'

export default connectionPage({
  failed: 'The connection cannot be read.',
  show: ({ connection, facts, actor }) => (
    <SettingsPage connection={connection} facts={facts} actor={actor} />
  ),
})
