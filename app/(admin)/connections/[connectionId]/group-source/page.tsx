import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { GroupSourcePage } from '@/components/groups/group-source-page'
import { whyNotGroups } from '@/components/groups/why-not-groups'
import { ScheduleCard } from '@/components/schedules/cards'
import { AbortRulesCard } from '@/components/syncs/parts'
import { whyNot } from '@/lib/access/can'
import { readGroupSource } from '@/lib/services/groups/read-group-source'

export const generateMetadata = connectionTitle('Source of groups')

export default connectionPage({
  failed: 'The source of the groups cannot be shown.',
  read: readGroupSource,
  show({ connection, actor, settings }, view) {
    const { id: connectionId } = connection
    const going = connection.state === 'obsolete' ? 'The connection is being deleted.' : null
    const { saved, schedule, others } = view
    const readOnly = whyNot(actor, 'sync.configure', { connectionId }) ?? whyNotGroups(actor, connection)
    return (
      <GroupSourcePage
        connectionId={connectionId}
        view={view}
        maxBytes={settings.uploadMaxBytes}
        readOnly={readOnly}
        noRun={whyNot(actor, 'sync.run', { connectionId }) ?? going}
      >
        <ScheduleCard
          connectionId={connectionId}
          runType="groups"
          schedule={schedule}
          others={others}
          noEdit={
            whyNot(actor, 'schedules.edit', { connectionId }) ??
            (saved || schedule ? null : 'Save the source first: runs that start by themselves read it.')
          }
          noPause={whyNot(actor, 'schedules.pause', { connectionId })}
        />
        {saved && (
          <AbortRulesCard
            connectionId={connectionId}
            saved={view.abortRules}
            holds="groups"
            disabledReason={readOnly}
          />
        )}
      </GroupSourcePage>
    )
  },
})
