import { Note } from '@/components/ui/note'
import { findingWords } from '@/lib/model/access-check/acl-findings'
import { countText, numberText } from '@/lib/model/number-text'
import type { PlannedAccess } from '@/lib/model/sync/planned-access'

/** What a run would change about who may read, and what is suspicious in it. */
export function PlanAccess({ access }: { access: PlannedAccess }) {
  const { gains, loses, toEveryone, everyone, items, findings, held } = access
  const isChanged = gains + loses > 0 || everyone.before !== everyone.after
  if (!isChanged && findings.length === 0) return null
  return (
    <section aria-label="Who may read" className="grid gap-2 border-t border-line p-4">
      <h3 className="font-medium">Who may read</h3>
      {held && (
        <Note tone="warn" title="An Admin has to approve this plan.">
          More items get readers they did not have than the limits of a run allow.
        </Note>
      )}
      {isChanged && (
        <p className="text-sm text-muted">
          {countText(gains, 'item gains', 'items gain')} readers,{' '}
          {countText(loses, 'item loses', 'items lose')} some.
          {toEveryone > 0 && ` ${countText(toEveryone, 'of them opens', 'of them open')} to everyone.`}{' '}
          Everyone may read {shareText(everyone.after, items.after)}; before the run{' '}
          {shareText(everyone.before, items.before)}.
        </p>
      )}
      {findings.length > 0 && (
        <ul className="grid list-disc gap-1 pl-4 text-sm">
          {findings.map(({ rule, items: many, itemIds }) => (
            <li key={rule}>
              {findingWords[rule]}{' '}
              <span className="text-muted [overflow-wrap:anywhere]">
                {countText(many, 'item')}
                {itemIds.length > 0 && `: ${itemIds.join(', ')}${many > itemIds.length ? ', …' : ''}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const shareText = (part: number, all: number) =>
  `${numberText(part)} of ${numberText(all)}${all > 0 ? ` (${Math.round((part * 100) / all)} %)` : ''}`
