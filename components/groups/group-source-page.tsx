'use client'

import type { ReactNode } from 'react'
import { RunLink } from '@/components/connections/run-link'
import { SyncChip } from '@/components/connections/state-chip'
import { RemoteSourceCard } from '@/components/syncs/lazy'
import { sourceKinds } from '@/components/syncs/source-kinds'
import { UploadCard } from '@/components/syncs/upload-card'
import { Button } from '@/components/ui/button'
import { Dock } from '@/components/ui/dock'
import { Link } from '@/components/ui/link'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { Select } from '@/components/ui/select'
import { saveGroupSource } from './actions'
import { GroupFieldsCard } from './lazy'
import { type GroupSourceProps, useGroupSource } from './use-group-source'

/** A connector elsewhere keeps its records to itself. */
const kinds = sourceKinds.filter(({ value }) => value !== 'remote')

/** Where the members of groups come from: chosen, tried, and run. */
export function GroupSourcePage({ children, ...given }: GroupSourceProps & { children: ReactNode }) {
  const { connectionId, view, maxBytes, readOnly } = given
  const { upload, last } = view
  const setup = useGroupSource(given)
  const { kind, known, columns, fields, rows, send, failure } = setup
  return (
    <>
      <PageContent>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 className="text-lg">Members from a source</h2>
          {last && (
            <span className="flex items-center gap-2 text-sm text-muted">
              Last run <RunLink run={last} /> <SyncChip sync={last} />
            </span>
          )}
          <Link
            href={`/connections/${encodeURIComponent(connectionId)}/groups`}
            className="underline sm:ml-auto"
          >
            All groups
          </Link>
        </div>
        <p className="max-w-prose text-muted">
          Each row names a group and one member of it. A run creates the groups, adds who is missing, and
          takes out whom the source has named before and does not name any more. Members that somebody has
          added by hand stay, and a group that the source does not name any more is emptied, not deleted.
        </p>
        <div className="max-w-96">
          <Select
            label="Where the members come from"
            value={kind}
            options={kinds}
            disabled={readOnly !== null}
            title={readOnly ?? undefined}
            onChange={setup.setKind}
          />
        </div>
        {kind === 'file' || kind === 'remote' ? (
          <UploadCard
            connectionId={connectionId}
            upload={upload}
            send={send}
            sample={null}
            rows={rows}
            maxBytes={maxBytes}
            disabledReason={readOnly}
          />
        ) : (
          <RemoteSourceCard
            key={kind}
            connectionId={connectionId}
            kind={kind}
            source={known}
            rows={rows}
            readOnly={readOnly}
            holds="groups"
            save={saveGroupSource}
          />
        )}
        {columns && fields && (
          <GroupFieldsCard
            columns={columns}
            fields={fields}
            rows={rows}
            problem={setup.problem}
            readOnly={readOnly}
            onChange={setup.change}
          />
        )}
        {children}
      </PageContent>
      <Dock
        label="Start"
        notes={failure && <ProblemNote {...failure} />}
        actions={
          <>
            {setup.unsaved && (
              <Button
                pending={setup.save.isPending}
                disabledReason={setup.noSave}
                onClick={() => setup.save.mutate()}
              >
                Save
              </Button>
            )}
            <Button
              pending={setup.start.isPending && setup.start.variables === 'always'}
              disabledReason={setup.noStart}
              onClick={() => setup.start.mutate('always')}
            >
              Dry run
            </Button>
            <Button
              look="primary"
              pending={setup.start.isPending && setup.start.variables === 'when-new'}
              disabledReason={setup.noStart}
              onClick={() => setup.start.mutate('when-new')}
            >
              Start run
            </Button>
          </>
        }
      >
        <span className="text-sm text-muted">
          {setup.unsaved
            ? 'The source is not saved yet; a start saves it'
            : 'A new source shows its plan first'}
        </span>
      </Dock>
    </>
  )
}
