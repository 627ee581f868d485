import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { Workbench } from '@/components/resolvers/workbench'
import { whyNot } from '@/lib/access/can'
import { resolversIn } from '@/lib/graph/resolvers'
import { may } from '@/lib/model/connection/states'
import { readResolvers } from '@/lib/services/resolvers/read-resolvers'

export const generateMetadata = connectionTitle('Resolvers')

export default connectionPage({
  failed: 'The resolvers cannot be read.',
  read: readResolvers,
  show: ({ connection, readAt, actor }, read) => {
    const { id, state } = connection
    const permission = may('updateConnection', state)
    const noEdit = whyNot(actor, 'resolvers.submit', { connectionId: id })
    return (
      <Workbench
        key={id}
        connectionId={id}
        list={resolversIn(connection)}
        readAt={readAt}
        readOnly={noEdit ?? (permission.allowed ? null : permission.reason)}
        username={actor.username}
        {...read}
      />
    )
  },
})
