'use client'

import { useMemo } from 'react'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { WhenNear } from '@/components/ui/when-near'
import { countText } from '@/lib/model/number-text'
import { ConfirmUnregistered, PreviewCard, PreviewWaits } from './lazy'
import { MappingCard, RunsCard } from './parts'
import { SetupFooter } from './setup-footer'
import { SourceCard } from './source-card'
import { StartWarnings } from './start-warnings'
import type { SyncSetupProps } from './sync-setup-props'
import { TriedMapping } from './tried-mapping'
import { useSyncSetup } from './use-sync-setup'

/** File, mapping, preview and start of a sync, one under the other. */
export function SyncSetup(props: SyncSetupProps) {
  const { connectionId, contentCategory, schema, readOnly, noRun, refused, dates, syncs, upload } = props
  const setup = useSyncSetup(props)
  const { mapping, columns, rows, complete, remote } = setup
  const tried = useMemo(
    () =>
      complete && setup.errors === 0
        ? { connectionId, ...(remote ? {} : { uploadId: upload?.id }), mapping: complete }
        : null,
    [complete, setup.errors, connectionId, remote, upload?.id],
  )
  const fileText = upload ? countText(upload.rows, 'row') : 'No file yet'
  return (
    <>
      <PageContent>
        {props.state}
        {syncs.length > 0 && <RunsCard connectionId={connectionId} syncs={syncs} />}
        {(noRun ?? readOnly) && (
          <Note title={noRun ? 'Read only.' : 'The mapping is read only.'}>{noRun ?? readOnly}</Note>
        )}
        {refused && (
          <Note tone="warn" title="Nothing can be synced now.">
            {refused}
          </Note>
        )}
        <SourceCard setup={setup} given={props} />
        <TriedMapping value={tried}>
          {columns && (
            <MappingCard
              mapping={mapping}
              columns={columns}
              suggested={props.suggested}
              schema={schema}
              people={contentCategory === 'people'}
              dates={dates}
              problems={setup.problems}
              readOnly={readOnly}
              onChange={setup.change}
            />
          )}
          {props.masked && rows.length > 0 && (
            <Note tone="info" title="The values of people data are hidden from you.">
              You see their form only, and no preview. The role Admin shows them, and who saw them is written
              down.
            </Note>
          )}
          {complete && columns && rows.length > 0 && !props.masked && (
            <WhenNear instead={<PreviewWaits />}>
              <PreviewCard
                connectionId={connectionId}
                fileRows={rows}
                mapping={complete}
                schema={schema}
                contentCategory={contentCategory}
                tenantId={props.tenantId}
              />
            </WhenNear>
          )}
        </TriedMapping>
        {props.schedule}
        {props.limits}
        {setup.failure && <ProblemNote {...setup.failure} />}
      </PageContent>
      <SetupFooter
        setup={setup}
        source={remote ? (setup.known?.name ?? 'The source is not saved yet') : fileText}
      >
        <StartWarnings
          connectionId={connectionId}
          unregistered={setup.unregistered}
          items={props.facts.items}
          rows={remote ? null : (upload?.rows ?? null)}
          guard={props.guard}
        />
      </SetupFooter>
      {setup.confirm && <ConfirmUnregistered open {...setup.confirm} />}
    </>
  )
}
