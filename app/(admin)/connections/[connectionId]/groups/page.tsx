import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { GroupsPage } from '@/components/groups/groups-page'
import { whyNotGroups } from '@/components/groups/why-not-groups'
import { whyNot } from '@/lib/access/can'
import { contentKind } from '@/lib/model/connection/connection'
import { GroupAddress } from '@/lib/model/groups/group-address'
import { readFilter } from '@/lib/model/read-filter'
import { listGroups } from '@/lib/services/groups/list-groups'

export const generateMetadata = connectionTitle('Groups')

export default connectionPage({
  failed: 'The groups cannot be listed.',
  read: listGroups,
  asked: (address) => readFilter(GroupAddress, address).filter,
  show({ connection, actor, address }, page) {
    const { words, after } = readFilter(GroupAddress, address).filter
    return (
      <GroupsPage
        key={words}
        connectionId={connection.id}
        people={contentKind(connection) === 'people'}
        page={page}
        words={words}
        after={after}
        noEdit={whyNotGroups(actor, connection)}
        noSource={whyNot(actor, 'sync.run', { connectionId: connection.id })}
        noCheck={whyNot(actor, 'access.check', { connectionId: connection.id })}
      />
    )
  },
})
