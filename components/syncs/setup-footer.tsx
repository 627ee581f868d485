'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Dock } from '@/components/ui/dock'
import { LinkButton } from '@/components/ui/link-button'
import { countText } from '@/lib/model/number-text'
import type { useSyncSetup } from './use-sync-setup'

/** What the next sync would send, and the buttons that save and start. */
export function SetupFooter({
  setup: { save, start, begin, beginChanges, dryRun, complete, errors, unsaved, noStart, noDryRun, live },
  source,
  children,
}: {
  setup: ReturnType<typeof useSyncSetup>
  /** What it reads, in a few words. */
  source: string
  /** Warnings before a start. */
  children: ReactNode
}) {
  const starts = (plan: 'always' | 'when-new', type = 'full') =>
    start.isPending && start.variables.plan === plan && start.variables.type === type
  return (
    <Dock
      label="Start"
      actions={
        <>
          {unsaved && (
            <Button
              pending={save.isPending}
              disabledReason={complete ? null : 'Choose the column of the item id first.'}
              onClick={() => complete && save.mutate(complete)}
            >
              Save mapping
            </Button>
          )}
          {live && (
            <LinkButton href={`/connections/${encodeURIComponent(live.connectionId)}/sync/${live.id}`}>
              See the running sync
            </LinkButton>
          )}
          <Button pending={starts('always')} disabledReason={noDryRun} onClick={dryRun}>
            Dry run
          </Button>
          {beginChanges && (
            <Button
              pending={starts('when-new', 'incremental')}
              disabledReason={noStart}
              onClick={beginChanges}
            >
              Sync changes
            </Button>
          )}
          <Button look="primary" pending={starts('when-new')} disabledReason={noStart} onClick={begin}>
            Start sync
          </Button>
        </>
      }
    >
      {children}
      <span>{source}</span>
      {errors > 0 && <Chip tone="bad">{countText(errors, 'error')} in the mapping</Chip>}
      {unsaved && <span className="text-sm text-muted">The mapping is not saved yet</span>}
    </Dock>
  )
}
