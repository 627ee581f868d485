'use client'

import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/chip'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import type { Problem } from '@/lib/model/problem'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

/** What the first submit fixes for good, and what is not as good as it could be, before it is done. */
export function FirstReview({
  schema: { properties },
  problems,
  pending,
  problem,
  submitReason,
  onSubmit,
  onClose,
}: {
  schema: ConnectorSchema
  problems: readonly SchemaProblem[]
  pending: boolean
  problem: Problem | null
  submitReason: string | null
  onSubmit: () => void
  onClose: () => void
}) {
  const missed = problems.filter(({ rule }) => rule === 'copilot.labels')
  const others = problems.filter(({ rule }) => rule !== 'copilot.labels')
  return (
    <Dialog
      open
      wide
      title="Register the schema"
      busy={pending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back to the schema</Button>
          <Button look="primary" pending={pending} disabledReason={submitReason} onClick={onSubmit}>
            Submit schema
          </Button>
        </>
      }
    >
      <Note tone="warn" title="This cannot be undone.">
        Graph keeps every property with its name and type, and whether it is refinable, for as long as the
        connection is there. Labels, aliases, descriptions and the other attributes can be changed later.
      </Note>
      <Messages title="What Copilot will miss" problems={missed} />
      <Messages title="Warnings that remain" problems={others} />
      <section aria-label="Registered for good" className="grid gap-2">
        <h3>
          Registered for good: {properties.length} {properties.length === 1 ? 'property' : 'properties'}
        </h3>
        <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {properties.map(({ name, type, isRefinable }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two properties may have one name while they are edited
            <li key={place} className="flex min-w-0 flex-wrap items-center gap-x-2">
              <span className="font-mono text-sm [overflow-wrap:anywhere]">{name || 'unnamed'}</span>
              <span className="text-sm text-muted">{type}</span>
              {isRefinable && <Tag>refinable</Tag>}
            </li>
          ))}
        </ul>
      </section>
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}

function Messages({ title, problems }: { title: string; problems: readonly SchemaProblem[] }) {
  if (problems.length === 0) return null
  return (
    <section aria-label={title} className="grid gap-2">
      <h3>{title}</h3>
      <ul className="grid list-disc gap-1 pl-5">
        {problems.map(({ rule, property, message }) => (
          <li key={`${rule} ${property} ${message}`}>{message}</li>
        ))}
      </ul>
    </section>
  )
}
