'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Draft } from '@/components/ui/use-draft'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { unwrap } from '@/lib/web/fetch'
import { discardResolverDraft, submitResolvers } from './actions'
import { ConflictDialog, DiscardDialog, DraftProblem, ReviewDialog } from './lazy'
import type { Conflict } from './use-conflict'

/** What a save would do, what holds it back, and the save itself. */
export function SaveDock({
  connectionId,
  set,
  changes,
  findings,
  failing,
  unrun,
  ready,
  readAt,
  readOnly,
  saving,
  conflict,
  list,
  onSet,
  onReload,
}: {
  connectionId: string
  set: ResolverSet
  changes: readonly SetChange[]
  findings: readonly Finding[]
  failing: readonly TestCase[]
  /** The test cases could not be run, so that all of them count as failing. */
  unrun: boolean
  /** The test cases have been run on what is in the editor. */
  ready: boolean
  readAt: string
  readOnly: string | null
  saving: Draft<ResolverSet>
  conflict: Conflict
  /** The list as Graph has it, as far as this page knows. */
  list: RawResolver[]
  onSet: (set: ResolverSet) => void
  /** The list in Graph is this one now; there is no draft any more. */
  onReload: (set: ResolverSet) => void
}) {
  const router = useRouter()
  const [dialog, setDialog] = useState<'review' | 'discard' | null>(null)
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await saving.flush())) return null
      const version = await saving.lastVersion()
      return unwrap(submitResolvers({ connectionId, set, overruled: [...failing], version }))
    },
    onSuccess: (stored) => {
      // A draft that cannot be saved says so in the dock.
      setDialog(null)
      if (!stored) return
      onReload(openSet(stored.list))
    },
    onError: (error) => {
      if (problemOf(error)?.field !== 'resolvers') return
      setDialog(null)
      conflict.compare()
    },
  })
  const close = () => {
    conflict.close()
    submit.reset()
  }
  const { status, savedAt } = saving.state
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.length - errors.length
  const count = set.entries.length
  const refused = conflict.problem ?? problemOf(submit.error)
  const reason =
    readOnly ??
    (changes.length === 0 ? 'Nothing has changed.' : null) ??
    (errors[0] ? errorReason(errors) : null) ??
    (ready ? null : 'The test cases are being run.')
  const held =
    reason ??
    (failing.length > 0 ? 'Save waits for the test: change it, or overrule it in the review.' : null)
  const editing = !readOnly && changes.length > 0

  return (
    <section
      aria-label="Save"
      className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-raised px-4 py-2.5 shadow-[0_-4px_16px_rgb(16_24_40/0.05)] sm:px-7"
    >
      {saving.state.problem && (
        <div className="basis-full">
          <DraftProblem draft={saving} />
        </div>
      )}
      {refused && dialog === null && refused.field !== 'resolvers' && (
        <div className="basis-full">
          <ProblemNote title="The resolvers were not saved." problem={refused} />
        </div>
      )}
      <span className="tabular-nums" role="status">
        {changes.length === 0
          ? 'No changes'
          : `${counted(changes.length, 'change')} to ${counted(count, 'resolver')}`}
      </span>
      {failing.length > 0 && (
        <Chip tone="bad">
          {unrun ? 'Tests not run' : failing.length === 1 ? '1 test fails' : `${failing.length} tests fail`}
        </Chip>
      )}
      {errors.length > 0 && <Chip tone="bad">{counted(errors.length, 'error')}</Chip>}
      {warnings > 0 && <Chip tone="warn">{counted(warnings, 'warning')}</Chip>}
      <span className="text-sm text-muted max-sm:hidden">
        Read from Graph <RelativeTime at={readAt} />
        {(status === 'waiting' || status === 'saving') && ', saving the draft…'}
        {status === 'saved' && savedAt && changes.length > 0 && ', draft saved'}
      </span>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {editing && (
          <Button look="quiet" onClick={() => setDialog('discard')}>
            Discard
          </Button>
        )}
        {editing && held && (
          <span className="text-sm text-muted max-sm:hidden">{inShort(errors.length, ready)}</span>
        )}
        {editing && held && <Button onClick={() => setDialog('review')}>Review</Button>}
        <Button
          look="primary"
          pending={submit.isPending}
          disabledReason={held}
          onClick={() => setDialog('review')}
        >
          Save {counted(count, 'resolver')}
        </Button>
      </div>
      {dialog === 'review' && (
        <ReviewDialog
          changes={changes}
          count={count}
          failing={failing}
          unrun={unrun}
          reason={reason}
          pending={submit.isPending}
          problem={refused?.field === 'resolvers' ? null : refused}
          onSave={() => submit.mutate()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'discard' && (
        <DiscardDialog
          discard={async () =>
            unwrap(discardResolverDraft({ connectionId, version: await saving.lastVersion() }))
          }
          onDiscarded={() => {
            setDialog(null)
            onReload(openSet(list))
          }}
          onClose={() => setDialog(null)}
        >
          The editor goes back to the resolvers that Graph has. What you changed is lost; test cases stay.
        </DiscardDialog>
      )}
      {conflict.merged && (
        <ConflictDialog
          merged={conflict.merged}
          onMerged={(next) => {
            close()
            onSet(next)
            router.refresh()
          }}
          onTheirs={() => {
            close()
            onSet(openSet(conflict.merged?.set.base ?? list))
            router.refresh()
          }}
          onClose={close}
        />
      )}
    </section>
  )
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

const errorReason = (errors: readonly Finding[]) =>
  errors.length === 1 ? (errors[0]?.message ?? null) : `${errors.length} errors to fix first.`

const inShort = (errors: number, ready: boolean) => {
  if (errors > 0) return `${counted(errors, 'error')} to fix first`
  return ready ? 'Save waits for the test' : 'The test cases are being run'
}
