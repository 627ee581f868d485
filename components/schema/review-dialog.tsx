'use client'

import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { sendingTime } from '@/lib/model/debts/words'
import { countText } from '@/lib/model/number-text'
import type { Problem } from '@/lib/model/problem'
import type { SchemaChange } from '@/lib/model/schema/diff'
import { changeClasses } from './change-classes'

/** What an update changes, grouped by its consequences, before it is submitted. */
export function ReviewDialog({
  changes,
  items,
  pending,
  problem,
  submitReason,
  onSubmit,
  onClose,
}: {
  changes: readonly SchemaChange[]
  items: number
  pending: boolean
  problem: Problem | null
  submitReason: string | null
  onSubmit: () => void
  onClose: () => void
}) {
  const groups = (['refused', 'reingest', 'now'] as const)
    .map((what) => ({ what, list: changes.filter((change) => change.class === what) }))
    .filter(({ list }) => list.length > 0)
  const added = changes.some(({ change }) => change === 'addProperty')
  const again = changes.some((change) => change.class === 'reingest')

  return (
    <Dialog
      open
      wide
      title="Changes to the registered schema"
      busy={pending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back to the schema</Button>
          <Button look="primary" pending={pending} disabledReason={submitReason} onClick={onSubmit}>
            Submit changes
          </Button>
        </>
      }
    >
      {groups.map(({ what, list }) => (
        <section key={what} className="grid gap-2">
          <h3 className="flex items-center gap-2">
            <Chip tone={changeClasses[what].tone}>{changeClasses[what].title}</Chip>
          </h3>
          <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(8rem,auto)_minmax(0,1fr)]">
            {list.map(({ property, change, text }) => (
              <div key={`${property} ${change} ${text}`} className="contents">
                <dt className="font-mono text-sm/5 [overflow-wrap:anywhere]">{property || 'unnamed'}</dt>
                <dd className="max-sm:mb-2">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {again && items > 0 && (
        <Note tone="warn">
          {countText(items, 'item has', 'items have')} to be sent again ({sendingTime(items)}): run a sync
          after the schema is registered. Until then the connection needs attention.
        </Note>
      )}
      {added && <Note>New properties stay: their name and type cannot be changed or taken back.</Note>}
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
