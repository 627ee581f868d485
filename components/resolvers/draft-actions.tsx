'use client'

import { Button } from '@/components/ui/button'
import { countText } from '@/lib/model/number-text'

/** What can be done with a draft besides saving it, and why it cannot be saved yet. */
export function DraftActions({
  held,
  errors,
  ready,
  onOpen,
}: {
  held: boolean
  errors: number
  /** The test cases have been run on what is in the editor. */
  ready: boolean
  onOpen: (dialog: 'review' | 'discard') => void
}) {
  return (
    <>
      <Button look="quiet" onClick={() => onOpen('discard')}>
        Discard
      </Button>
      {held && (
        <>
          <span className="text-sm text-muted max-sm:hidden">{inShort(errors, ready)}</span>
          <Button onClick={() => onOpen('review')}>Review</Button>
        </>
      )}
    </>
  )
}

const inShort = (errors: number, ready: boolean) => {
  if (errors > 0) return `${countText(errors, 'error')} to fix first`
  return ready ? 'Save waits for the test' : 'The test cases are being run'
}
