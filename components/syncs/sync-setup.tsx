'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Mapping, sameMapping } from '@/lib/model/mapping'
import { checkMapping } from '@/lib/model/mapping-suggest'
import type { Role } from '@/lib/model/role'
import { allows } from '@/lib/model/role'
import type { ConnectorSchema } from '@/lib/model/schema'
import type { SyncView } from '@/lib/model/sync'
import type { UploadView } from '@/lib/model/upload'
import { unwrap } from '@/lib/web/fetch'
import { saveMapping, startSync } from './actions'
import { MappingCard } from './mapping-card'
import { type FileRow, previewRows, withAccounts } from './preview'
import { PreviewCard } from './preview-card'
import { isLive, missingAccountsQuery } from './queries'
import { RunsCard } from './runs-card'
import { UploadCard } from './upload-card'
import { useMapping } from './use-mapping'

export interface SyncSetupProps {
  connectionId: string
  contentCategory: string | null | undefined
  schema: ConnectorSchema
  tenantId: string
  role: Role
  saved: Mapping | null
  upload: UploadView | null
  rows: FileRow[]
  syncs: SyncView[]
  /** Why the connection's state allows no sync. */
  refused: string | null
}

/** File, mapping, preview and start of a sync, one under the other. */
export function SyncSetup(props: SyncSetupProps) {
  const { connectionId, contentCategory, schema, tenantId, role, saved, upload, rows, syncs, refused } = props
  const router = useRouter()
  const people = contentCategory === 'people'
  const columns = upload?.columns ?? null
  const { mapping, change, forget } = useMapping({ connectionId, saved, columns, schema, contentCategory })
  const problems = useMemo(
    () => (columns ? checkMapping(mapping, columns, schema, contentCategory) : []),
    [mapping, columns, schema, contentCategory],
  )
  const complete = Mapping.safeParse(mapping).data
  const shown = useDeferredValue(complete)
  const preview = useMemo(
    () => (shown ? previewRows(rows, { mapping: shown, schema, contentCategory, tenantId }) : null),
    [shown, rows, schema, contentCategory, tenantId],
  )
  const accounts = [...new Set(preview?.flatMap(({ upn }) => upn ?? []) ?? [])]
  const missing = useQuery(missingAccountsQuery(connectionId, accounts))
  const missingSet = useMemo(() => new Set(missing.data?.missing), [missing.data])

  const live = syncs.find(isLive)
  const changed = !sameMapping(mapping, saved)
  const readOnly = allows(role, 'Admin') ? null : 'Only an Admin can change the mapping.'
  const noRun = allows(role, 'Operator') ? null : 'Only an Operator or an Admin can do this.'

  const source = () => ({ connectionId, uploadId: upload?.id ?? '', mapping })
  const save = useMutation({
    mutationFn: () => unwrap(saveMapping(source())),
    onSuccess: () => {
      forget()
      router.refresh()
    },
  })
  const start = useMutation({
    mutationFn: () => unwrap(startSync(source())),
    onSuccess: ({ syncId }) => {
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
    (upload ? null : 'Choose a file first.') ??
    (errors > 0 ? `The mapping has ${errors === 1 ? 'an error' : `${errors} errors`}.` : null)

  return (
    <>
      <PageContent>
        <UploadCard
          connectionId={connectionId}
          upload={upload}
          sample={
            people
              ? { href: '/samples/contoso-hr.csv', name: 'contoso-hr.csv' }
              : { href: '/samples/helpdesk-tickets.csv', name: 'helpdesk-tickets.csv' }
          }
          disabledReason={noRun}
        />
        {columns && (
          <MappingCard
            mapping={mapping}
            columns={columns}
            schema={schema}
            people={people}
            problems={problems}
            readOnly={readOnly}
            onChange={change}
          />
        )}
        {preview && preview.length > 0 && (
          <PreviewCard
            rows={withAccounts(preview, missingSet)}
            connectionId={connectionId}
            checking={missing.isFetching}
            checkProblem={problemOf(missing.error)}
          />
        )}
        {syncs.length > 0 && <RunsCard syncs={syncs} />}
        {failure && (
          <ProblemNote
            problem={failure}
            title={start.error ? 'The sync did not start.' : 'The mapping was not saved.'}
          />
        )}
      </PageContent>
      <footer className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-raised px-4 py-2.5 shadow-[0_-4px_16px_rgb(16_24_40/0.05)] sm:px-7">
        <span>{upload ? `${upload.rows.toLocaleString('en')} rows` : 'No file yet'}</span>
        {errors > 0 && <Chip tone="bad">{errors === 1 ? '1 error' : `${errors} errors`} in the mapping</Chip>}
        {columns && changed && !readOnly && (
          <span className="text-sm text-muted">The mapping is not saved yet</span>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {columns && changed && !readOnly && (
            <Button
              pending={save.isPending}
              disabledReason={complete ? null : 'Choose the column of the item id first.'}
              onClick={() => save.mutate()}
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
            look="primary"
            pending={start.isPending}
            disabledReason={why}
            onClick={() => start.mutate()}
          >
            Start sync
          </Button>
        </span>
      </footer>
    </>
  )
}
