'use client'

import { RelativeTime } from './relative-time'
import type { DraftState } from './use-draft'

/** Whether the draft is saved, as one line of text. */
export function DraftStatus({ state: { status, savedAt } }: { state: DraftState }) {
  if (status === 'failed') return <span className="text-bad">Draft not saved</span>
  if (status === 'waiting' || status === 'saving') return 'Saving the draft…'
  if (!savedAt) return null
  return (
    <>
      Draft saved <RelativeTime at={savedAt} />
    </>
  )
}
