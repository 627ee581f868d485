'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ProblemNote } from '@/components/ui/problem-note'
import { TextField } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
import type { AbortRules } from '@/lib/model/sync/abort-rules'
import type { SourceHolds } from '@/lib/model/sync/source'
import { unwrap } from '@/lib/web/fetch'
import type { TypedRules } from './abort-rules-check'
import { saveAbortRules } from './actions'

const loadCheck = () => import('./abort-rules-check')

interface Props {
  connectionId: string
  saved: AbortRules
  /** Why this admin may not, or not yet. */
  disabledReason: string | null
  /** Whose runs: those of items, or those of members of groups. */
  holds?: SourceHolds
}

/** When a run stops by itself, and when it asks. */
export function AbortRulesCard({ connectionId, saved, disabledReason, holds = 'items' }: Props) {
  const router = useRouter()
  const form = useForm({
    saved: typedRules(saved),
    load: loadCheck,
    complete: (values: TypedRules) => values,
    check: (values, { rulesProblems }) => rulesProblems(values),
    async send(values: TypedRules) {
      const { readRules } = await loadCheck()
      return await unwrap(saveAbortRules({ connectionId, holds, rules: readRules(values) }))
    },
    onSent: () => router.refresh(),
  })
  const reason =
    disabledReason ??
    (form.changed.length === 0 && !form.pending ? 'Nothing has changed.' : null) ??
    [...form.problems.values()][0] ??
    null
  const words = wordsOf[holds]
  const field = (name: keyof TypedRules, label: string, description: string) => (
    <TextField
      name={name}
      label={label}
      description={description}
      inputMode="numeric"
      value={form.values[name]}
      readOnly={disabledReason !== null}
      onChange={(value) => form.change({ [name]: value })}
      problem={form.problem(name)}
    />
  )
  return (
    <Card title="Limits of a run" note="What was sent until then stays">
      <form
        {...form.props}
        className="grid gap-4"
        onSubmit={(event) => (reason ? event.preventDefault() : form.props.onSubmit(event))}
      >
        <div className="grid gap-4 sm:grid-cols-3">
          {field('total', 'After so many failed rows', 'In one run.')}
          {field('rate', 'From this share of failed rows, in %', 'From 200 rows on; 100 never stops.')}
          {field('consecutive', 'After so many refusals in a row', words.refusals)}
          {field('heldItems', words.held, words.many)}
          {field('heldPercent', 'And more than this share, in %', words.share)}
          {holds === 'items' && (
            <>
              {field('widenItems', 'Ask before more items gain readers than', words.many)}
              {field('widenPercent', 'And more than this share of items, in %', words.share)}
            </>
          )}
          {field('tolerance', 'Beyond an approved plan, in %', 'Then a new plan waits. 0 allows nothing.')}
        </div>
        {form.refused && <ProblemNote problem={form.refused} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" pending={form.pending} disabledReason={reason}>
            Save limits
          </Button>
          <span role="status" className="text-sm text-muted">
            {form.sent && form.changed.length === 0 ? 'Saved. The next run keeps to them.' : ''}
          </span>
        </div>
      </form>
    </Card>
  )
}

const wordsOf = {
  items: {
    refusals: 'By Graph, and not for what is in the items.',
    held: 'Ask before more deletions than',
    many: 'Both have to be exceeded: so many items,',
    share: 'and so much of all items.',
  },
  groups: {
    refusals: 'By Graph, and not for who is named.',
    held: 'Ask before more removals than',
    many: 'Both have to be exceeded: so many members,',
    share: 'and so much of all members of the source.',
  },
}

const typedRules = ({
  total,
  rate,
  consecutive,
  heldItems,
  heldPercent,
  widenItems,
  widenPercent,
  tolerance,
}: AbortRules): TypedRules => ({
  total: String(total),
  rate: String(rate),
  consecutive: String(consecutive),
  heldItems: String(heldItems),
  heldPercent: String(heldPercent),
  widenItems: String(widenItems),
  widenPercent: String(widenPercent),
  tolerance: String(tolerance),
})
