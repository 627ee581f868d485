'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { WhenNear } from '@/components/ui/when-near'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { canonical } from '@/lib/model/items/canonical'
import { checkMapping } from '@/lib/model/mapping/check'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { Mapping, MappingDraft } from '@/lib/model/mapping/mapping'
import { withDateOrders } from '@/lib/model/mapping/with-date-orders'
import { countText } from '@/lib/model/number-text'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { isLive } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import type { UploadView } from '@/lib/model/sync/upload'
import { unwrap } from '@/lib/web/fetch'
import { saveMapping } from './actions'
import { ConfirmUnregistered, ConnectorCard, PreviewCard, PreviewWaits, RemoteSourceCard } from './lazy'
import { MappingCard } from './mapping-card'
import type { FileRow } from './preview'
import type { SavedSource } from './remote-source-card'
import { RunsCard } from './runs-card'
import { StartWarnings } from './start-warnings'
import { UploadCard } from './upload-card'
import { useMapping } from './use-mapping'
import { useStart } from './use-start'
import { useUpload } from './use-upload'

const kinds = [
  { value: 'file', label: 'A file' },
  { value: 'http', label: 'A JSON API' },
  { value: 'postgres', label: 'A PostgreSQL query' },
  { value: 'remote', label: 'A connector elsewhere' },
] as const

const noPlan = 'A connector elsewhere shows no plan: its records are not here.'

export interface SyncSetupProps {
  connectionId: string
  contentCategory: string | null | undefined
  schema: ConnectorSchema
  tenantId: string
  saved: Mapping | null
  /** What the columns of the file suggest. */
  suggested: MappingDraft
  /** Whether people data has its profile source; null for content, and when that is not known. */
  registered: boolean | null
  facts: Pick<ConnectionFacts, 'items' | 'debts'>
  /** Why this admin may not change the mapping. */
  readOnly: string | null
  /** Why this admin may not upload and sync. */
  noRun: string | null
  upload: UploadView | null
  /** The saved source, when it is no file. */
  source: SavedSource | null
  /** How large a file may be. */
  maxBytes: number
  rows: FileRow[]
  /** Whether the values of `rows` are hidden from this admin. */
  masked: boolean
  /** What the dates of a column tell about their order. */
  dates: Readonly<Record<string, ColumnDates>>
  syncs: SyncView[]
  /** How it stands; nothing before the first run. */
  state: ReactNode
  /** When runs start by themselves. */
  schedule: ReactNode
  /** When a run stops by itself. */
  limits: ReactNode
  /** Why the connection's state allows no sync. */
  refused: string | null
}

/** File, mapping, preview and start of a sync, one under the other. */
export function SyncSetup(props: SyncSetupProps) {
  const { connectionId, contentCategory, schema, tenantId, saved, suggested, upload, syncs } = props
  const { registered, facts, readOnly, noRun, refused, maxBytes, dates } = props
  const router = useRouter()
  const people = contentCategory === 'people'
  const unregistered = people && registered === false
  const savedKind = props.source?.settings.kind ?? 'file'
  const [kind, setKind] = useState(savedKind)
  const remote = kind === 'file' ? null : kind
  const known = kind === savedKind ? props.source : null
  // The first rows are those of the saved source, or of the file when there is none.
  const rows = kind === savedKind ? props.rows : []
  const isConnector = kind === 'remote'
  const columns = (isConnector ? null : remote ? known?.fields : upload?.columns) ?? null
  const { mapping, change, forget } = useMapping({ connectionId, saved, columns, suggested })
  const problems = useMemo(
    () => (columns ? checkMapping(mapping, columns, schema, contentCategory, dates) : []),
    [mapping, columns, schema, contentCategory, dates],
  )
  const complete = useMemo(() => completed(mapping), [mapping])

  const send = useUpload(connectionId)
  const live = syncs.find(isLive)
  const changed = canonical(mapping) !== canonical(saved)

  const source = (mapping: Mapping) => ({
    connectionId,
    ...(remote ? {} : { uploadId: upload?.id ?? '' }),
    mapping,
  })
  const save = useMutation({
    mutationFn: (mapping: Mapping) => unwrap(saveMapping(source(mapping))),
    onSuccess: () => {
      forget()
      router.refresh()
    },
  })
  const owesRegistration = facts.debts.some(({ cause }) => cause === 'registration')
  const { start, begin, dryRun, confirm } = useStart({
    source: isConnector ? { connectionId } : complete && source(complete),
    unregistered,
    ask: unregistered && !owesRegistration,
    onStarted(syncId) {
      forget()
      router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`)
    },
  })
  const failure = problemOf(start.error ?? save.error)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const why =
    noRun ??
    refused ??
    (live ? 'A sync is running already.' : null) ??
    (send.isBusy && !remote ? 'Wait until the new file is read.' : null) ??
    (columns || (isConnector && known) ? null : remote ? 'Save the source first.' : 'Choose a file first.') ??
    (errors > 0 ? `The mapping has ${errors === 1 ? 'an error' : `${errors} errors`}.` : null)

  return (
    <>
      <PageContent>
        {props.state}
        {(noRun ?? readOnly) && (
          <Note title={noRun ? 'Read only.' : 'The mapping is read only.'}>{noRun ?? readOnly}</Note>
        )}
        {refused && (
          <Note tone="warn" title="Nothing can be synced now.">
            {refused}
          </Note>
        )}
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
            sample={
              people
                ? { href: '/samples/contoso-hr.csv', name: 'contoso-hr.csv' }
                : { href: '/samples/helpdesk-tickets.csv', name: 'helpdesk-tickets.csv' }
            }
            rows={rows}
            maxBytes={maxBytes}
            disabledReason={noRun}
          />
        )}
        {columns && (
          <MappingCard
            mapping={mapping}
            columns={columns}
            schema={schema}
            people={people}
            dates={dates}
            problems={problems}
            readOnly={readOnly}
            onChange={(next) => change(withDateOrders(next, dates, schema))}
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
              tenantId={tenantId}
            />
          </WhenNear>
        )}
        {props.schedule}
        {props.limits}
        {syncs.length > 0 && <RunsCard syncs={syncs} />}
        {failure && (
          <ProblemNote
            problem={failure}
            title={start.error ? 'The sync did not start.' : 'The mapping was not saved.'}
          />
        )}
      </PageContent>
      <footer className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-raised px-4 py-2.5 shadow-[0_-4px_16px_rgb(16_24_40/0.05)] sm:px-7">
        <StartWarnings
          connectionId={connectionId}
          unregistered={unregistered}
          items={facts.items}
          rows={remote ? null : (upload?.rows ?? null)}
        />
        <span>
          {remote
            ? (known?.name ?? 'The source is not saved yet')
            : upload
              ? `${countText(upload.rows, 'row')}`
              : 'No file yet'}
        </span>
        {errors > 0 && <Chip tone="bad">{errors === 1 ? '1 error' : `${errors} errors`} in the mapping</Chip>}
        {columns && changed && !readOnly && (
          <span className="text-sm text-muted">The mapping is not saved yet</span>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {columns && changed && !readOnly && (
            <Button
              pending={save.isPending}
              disabledReason={complete ? null : 'Choose the column of the item id first.'}
              onClick={() => complete && save.mutate(complete)}
            >
              Save mapping
            </Button>
          )}
          {live && (
            <LinkButton href={`/connections/${encodeURIComponent(connectionId)}/sync/${live.id}`}>
              See the running sync
            </LinkButton>
          )}
          <Button
            pending={start.isPending && start.variables.plan === 'always'}
            disabledReason={why ?? (isConnector ? noPlan : null)}
            onClick={dryRun}
          >
            Dry run
          </Button>
          <Button
            look="primary"
            pending={start.isPending && start.variables.plan !== 'always'}
            disabledReason={why}
            onClick={begin}
          >
            Start sync
          </Button>
        </span>
      </footer>
      {confirm && <ConfirmUnregistered open {...confirm} />}
    </>
  )
}

const completed = ({ itemId, ...mapping }: MappingDraft): Mapping | null =>
  itemId ? { ...mapping, itemId } : null
