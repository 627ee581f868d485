'use client'

import { Select } from '@/components/ui/select'
import { ConnectorCard, RemoteSourceCard } from './lazy'
import { sourceKinds } from './source-kinds'
import type { SyncSetupProps } from './sync-setup-props'
import { UploadCard } from './upload-card'
import type { useSyncSetup } from './use-sync-setup'

const samples = {
  people: { href: '/samples/contoso-hr.csv', name: 'contoso-hr.csv' },
  content: { href: '/samples/helpdesk-tickets.csv', name: 'helpdesk-tickets.csv' },
}

/** Where the records come from: a file, or a source that is asked for them. */
export function SourceCard({
  setup: { kind, setKind, known, rows, send },
  given: { connectionId, contentCategory, upload, maxBytes, readOnly, noRun },
}: {
  setup: ReturnType<typeof useSyncSetup>
  given: SyncSetupProps
}) {
  return (
    <>
      <div className="max-w-96">
        <Select
          label="Where the records come from"
          value={kind}
          options={sourceKinds}
          disabled={readOnly !== null}
          title={readOnly ?? undefined}
          onChange={setKind}
        />
      </div>
      {kind === 'remote' ? (
        <ConnectorCard connectionId={connectionId} source={known} readOnly={readOnly} />
      ) : kind !== 'file' ? (
        <RemoteSourceCard
          key={kind}
          connectionId={connectionId}
          kind={kind}
          source={known}
          rows={rows}
          readOnly={readOnly}
        />
      ) : (
        <UploadCard
          connectionId={connectionId}
          upload={upload}
          send={send}
          sample={contentCategory === 'people' ? samples.people : samples.content}
          rows={rows}
          maxBytes={maxBytes}
          disabledReason={noRun}
        />
      )}
    </>
  )
}
