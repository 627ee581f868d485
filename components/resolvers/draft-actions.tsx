'use client'

import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
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

/** What is wrong with it, counted. */
export function DraftState({
  failing,
  unrun,
  errors,
  warnings,
}: {
  failing: number
  /** The test cases could not be run, so that all of them count as failing. */
  unrun: boolean
  errors: number
  warnings: number
}) {
  return (
    <>
      {failing > 0 && (
        <Chip tone="bad">
          {unrun ? 'Tests not run' : failing === 1 ? '1 test fails' : `${failing} tests fail`}
        </Chip>
      )}
      {errors > 0 && <Chip tone="bad">{countText(errors, 'error')}</Chip>}
      {warnings > 0 && <Chip tone="warn">{countText(warnings, 'warning')}</Chip>}
    </>
  )
}

const inShort = (errors: number, ready: boolean) => {
  if (errors > 0) return `${countText(errors, 'error')} to fix first`
  return ready ? 'Save waits for the test' : 'The test cases are being run'
}
