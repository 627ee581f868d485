'use client'

import { Select } from '@/components/ui/select'
import { ConnectorCard, RemoteSourceCard } from './lazy'
import type { SyncSetupProps } from './sync-setup-props'
import { UploadCard } from './upload-card'
import type { useSyncSetup } from './use-sync-setup'

const kinds = [
  { value: 'file', label: 'A file' },
  { value: 'http', label: 'A JSON API' },
  { value: 'postgres', label: 'A PostgreSQL query' },
  { value: 'mysql', label: 'A MySQL query' },
  { value: 'remote', label: 'A connector elsewhere' },
] as const

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
          options={kinds}
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
