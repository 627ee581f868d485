import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { ScheduleCard, TriggerCard } from '@/components/schedules/cards'
import { HeldNote } from '@/components/syncs/held-note'
import { NoSchema } from '@/components/syncs/no-schema'
import { AbortRulesCard, UpkeepCard } from '@/components/syncs/parts'
import { SyncSetup } from '@/components/syncs/sync-setup'
import type { SyncSetupProps } from '@/components/syncs/sync-setup-props'
import { SyncState } from '@/components/syncs/sync-state'
import { whyNot } from '@/lib/access/can'
import { may } from '@/lib/model/connection/states'
import { checkMapping } from '@/lib/model/mapping/check'
import { leafFields } from '@/lib/model/mapping/leaf-fields'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { withDateOrders } from '@/lib/model/mapping/with-date-orders'
import { tellsChanges } from '@/lib/model/sync/tells-changes'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'

export const generateMetadata = connectionTitle('Sync')

/** Of JSON the fields that hold values; a column of CSV holds one whatever its name. */
const suggestible = ({ source, upload }: Pick<SyncSetupProps, 'source' | 'upload'>) =>
  upload?.format.type === 'csv' && !source
    ? upload.columns
    : leafFields(source?.fields ?? upload?.columns ?? [])

export default connectionPage({
  failed: 'The sync cannot be shown.',
  read: readSyncSetup,
  show(
    { connection, facts, actor, settings },
    { schema, schedules, others, trigger, state: went, abortRules, ...setup },
  ) {
    const schedule = schedules.find(({ runType }) => runType === 'full') ?? null
    const ofChanges = schedules.find(({ runType }) => runType === 'incremental') ?? null
    const { id: connectionId, contentCategory, state } = connection
    if (!schema) return <NoSchema connectionId={connectionId} />
    const suggested = withDateOrders(
      suggestMapping(suggestible(setup), schema, contentCategory),
      setup.dates,
      schema,
    )
    const columns = setup.source?.fields ?? setup.upload?.columns ?? []
    const readOnly = whyNot(actor, 'sync.configure', { connectionId })
    const permission = may('createItem', state)
    const noSchedule =
      whyNot(actor, 'schedules.edit', { connectionId }) ??
      (setup.saved || schedules.length > 0 || trigger
        ? null
        : 'Save a mapping first: runs that start by themselves send what it says.')
    return (
      <SyncSetup
        connectionId={connectionId}
        contentCategory={contentCategory}
        schema={schema}
        facts={facts}
        tenantId={settings.tenantId}
        maxBytes={settings.uploadMaxBytes}
        suggested={suggested}
        problems={checkMapping(setup.saved ?? suggested, columns, schema, contentCategory, setup.dates)}
        readOnly={readOnly}
        noRun={whyNot(actor, 'sync.run', { connectionId })}
        refused={permission.allowed ? null : permission.reason}
        state={
          went.lastGood || setup.syncs.length > 0 ? (
            <>
              <HeldNote syncs={setup.syncs} />
              <SyncState
                source={facts.source}
                schedule={schedule ?? ofChanges}
                items={facts.items}
                {...went}
              />
            </>
          ) : null
        }
        schedule={
          <>
            <ScheduleCard
              connectionId={connectionId}
              runType="full"
              schedule={schedule}
              others={others}
              noEdit={noSchedule}
              noPause={whyNot(actor, 'schedules.pause', { connectionId })}
            />
            {(ofChanges || (setup.source && tellsChanges(setup.source.settings))) && (
              <ScheduleCard
                connectionId={connectionId}
                runType="incremental"
                schedule={ofChanges}
                others={others}
                noEdit={noSchedule}
                noPause={whyNot(actor, 'schedules.pause', { connectionId })}
              />
            )}
            <TriggerCard
              connectionId={connectionId}
              address={`${settings.publicUrl}/api/connections/${encodeURIComponent(connectionId)}/trigger`}
              trigger={trigger}
              noEdit={noSchedule}
            />
          </>
        }
        guard={abortRules}
        limits={
          <>
            {setup.saved && setup.source?.settings.kind !== 'remote' && (
              <AbortRulesCard connectionId={connectionId} saved={abortRules} disabledReason={readOnly} />
            )}
            {facts.items > 0 && (
              <UpkeepCard
                connectionId={connectionId}
                items={facts.items}
                noRun={whyNot(actor, 'sync.run', { connectionId })}
                noPurge={whyNot(actor, 'sync.purge', { connectionId })}
              />
            )}
          </>
        }
        {...setup}
      />
    )
  },
})
