import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { SettingsPage } from '@/components/connections/settings-page'

export const generateMetadata = connectionTitle('Settings')

export default connectionPage({
  failed: 'The connection cannot be read.',
  show: ({ connection, facts, actor }) => (
    <SettingsPage connection={connection} facts={facts} actor={actor} />
  ),
})
