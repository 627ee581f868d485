import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { GroupPage } from '@/components/groups/group-page'
import { whyNotGroups } from '@/components/groups/why-not-groups'
import { readGroup } from '@/lib/services/groups/read-group'

export const generateMetadata = connectionTitle('Group')

const afterOf = ({ after }: { after?: string | string[] }) => (typeof after === 'string' ? after : undefined)

export default connectionPage({
  failed: 'The group cannot be shown.',
  back: { path: '/groups', label: 'All groups' },
  read: readGroup,
  asked: (address) => ({
    groupId: decodeURIComponent(String(address.groupId)),
    after: afterOf(address),
  }),
  show({ connection, actor, address }, view) {
    return (
      <GroupPage
        connectionId={connection.id}
        view={view}
        after={afterOf(address)}
        noEdit={whyNotGroups(actor, connection)}
      />
    )
  },
  without: ({ connectionId, address }, view) => (
    <GroupPage
      connectionId={connectionId}
      view={view}
      after={afterOf(address)}
      noEdit="Graph does not answer at the moment."
    />
  ),
})
