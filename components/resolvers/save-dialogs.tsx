'use client'

import { useRouter } from 'next/navigation'
import { DiscardDialog } from '@/components/ui/discard-dialog'
import type { Draft } from '@/components/ui/use-draft'
import type { Problem } from '@/lib/model/problem'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { unwrap } from '@/lib/web/fetch'
import { discardResolverDraft } from './actions'
import { ConflictDialog } from './conflict-dialog'
import { ReviewDialog } from './review-dialog'
import type { Conflict } from './use-conflict'
import type { useSubmitResolvers } from './use-submit-resolvers'

/** What the dock asks before something is saved or thrown away. */
export function SaveDialogs({
  connectionId,
  dialog,
  onClose,
  changes,
  count,
  failing,
  unrun,
  reason,
  refused,
  submit,
  saving,
  conflict,
  list,
  onSet,
  onReload,
}: {
  connectionId: string
  dialog: 'review' | 'discard' | null
  onClose: () => void
  changes: readonly SetChange[]
  count: number
  failing: readonly TestCase[]
  unrun: boolean
  /** Why nothing can be saved, whatever the test cases say. */
  reason: string | null
  refused: Problem | null
  submit: ReturnType<typeof useSubmitResolvers>
  saving: Draft<ResolverSet>
  conflict: Conflict
  list: RawResolver[]
  onSet: (set: ResolverSet) => void
  onReload: (set: ResolverSet) => void
}) {
  const router = useRouter()
  const close = () => {
    conflict.close()
    submit.reset()
  }
  const { merged } = conflict
  return (
    <>
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
          onClose={onClose}
        />
      )}
      {dialog === 'discard' && (
        <DiscardDialog
          discard={async () =>
            unwrap(discardResolverDraft({ connectionId, version: await saving.lastVersion() }))
          }
          onDiscarded={() => {
            onClose()
            onReload(openSet(list))
          }}
          onClose={onClose}
        >
          The editor goes back to the resolvers that Graph has. What you changed is lost; test cases stay.
        </DiscardDialog>
      )}
      {merged && (
        <ConflictDialog
          merged={merged}
          onMerged={(next) => {
            close()
            onSet(next)
            router.refresh()
          }}
          onTheirs={() => {
            close()
            onSet(openSet(merged.set.base))
            router.refresh()
          }}
          onClose={close}
        />
      )}
    </>
  )
}
