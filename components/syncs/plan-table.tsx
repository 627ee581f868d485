import { CountCell } from '@/components/ui/count-cell'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { countText, numberText } from '@/lib/model/number-text'
import { causeText } from '@/lib/model/sync/causes'
import type { PlannedKind, PlanView } from '@/lib/model/sync/plan'
import { AdviceLink } from './advice-link'
import { PlanKey } from './plan-bar'

const named = 4

/** What a plan found, one line for each kind, with what tells most about it. */
export function PlanTable({ connectionId, plan }: { connectionId: string; plan: PlanView }) {
  const { counts } = plan
  const lines = plan.groups ? groupLines(plan) : itemLines(plan)
  return (
    <Table label="What the run would do">
      <TableHead columns={['What', ...numbers(plan.groups ? 'Rows' : 'Items'), 'Which']} />
      <tbody>
        {plan.groups && <GroupsLine groups={plan.groups} />}
        {lines.map(({ kind, name, which }) => (
          <tr key={kind} className="*:align-top!">
            <th scope="row" className={`text-left font-medium ${isBad(kind, plan) ? 'text-bad' : ''}`}>
              <PlanKey of={kind} />
              {name}
            </th>
            <CountCell value={counts[kind]} />
            <td className="min-w-60 whitespace-normal text-sm text-muted">
              {which}
              {kind === 'failed' && <Causes connectionId={connectionId} plan={plan} />}
              <Samples plan={plan} kind={kind} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

interface Line {
  kind: PlannedKind
  name: string
  which: string
}

function itemLines(plan: PlanView): Line[] {
  const { counts, properties, deletionsHeld, setAside } = plan
  return [
    { kind: 'new', name: 'New', which: examples(plan, 'new') },
    {
      kind: 'changed',
      name: 'Changed',
      which: properties.map(({ name, count: many }) => `${partText(name)} ${numberText(many)}`).join(', '),
    },
    { kind: 'owed', name: 'Owed to Graph', which: counts.owed > 0 ? 'sent again, though unchanged' : '' },
    {
      kind: 'unchanged',
      name: 'Unchanged',
      which: setAside ? `not sent; ${numberText(setAside)} of them left out` : 'not sent',
    },
    {
      kind: 'toDelete',
      name: deletionsHeld ? 'To delete, waits for an approval of its own' : 'To delete',
      which: examples(plan, 'toDelete'),
    },
    { kind: 'failed', name: 'Cannot be sent', which: '' },
  ]
}

function groupLines(plan: PlanView): Line[] {
  return [
    { kind: 'new', name: 'Members to add', which: '' },
    { kind: 'unchanged', name: 'There already', which: 'nothing is done' },
    {
      kind: 'toDelete',
      name: plan.deletionsHeld ? 'Members to remove, waits for an approval of its own' : 'Members to remove',
      which: plan.counts.toDelete > 0 ? 'the source does not name them any more' : '',
    },
    { kind: 'failed', name: 'Cannot be added', which: '' },
  ]
}

/** Groups are no rows, so they stand above those. */
function GroupsLine({ groups: { created, renamed } }: { groups: NonNullable<PlanView['groups']> }) {
  return (
    <tr className="*:align-top!">
      <th scope="row" className="text-left font-medium">
        Groups to create
      </th>
      <CountCell value={created} />
      <td className="text-sm text-muted">{renamed > 0 ? `${countText(renamed, 'group')} to rename` : ''}</td>
    </tr>
  )
}

/** Why rows cannot be sent, with the way to the fix. */
function Causes({ connectionId, plan: { causes, groups } }: { connectionId: string; plan: PlanView }) {
  const holds = groups ? 'groups' : 'items'
  if (causes.length === 0) return null
  return (
    <ul className="grid gap-0.5">
      {causes.map(({ code, count: many }) => (
        <li key={code}>
          {countText(many, 'row')}: {causeText(code, holds)}.{' '}
          <AdviceLink connectionId={connectionId} code={code} holds={holds} />
        </li>
      ))}
    </ul>
  )
}

const isBad = (kind: PlannedKind, { counts, deletionsHeld }: PlanView) =>
  counts[kind] > 0 && (kind === 'failed' || (kind === 'toDelete' && deletionsHeld))

const partText = (name: string) => (name === 'acl' ? 'readers' : name)

const examples = ({ samples, counts }: PlanView, kind: PlannedKind) => {
  const ids = (samples[kind] ?? []).slice(0, named).flatMap(({ itemId }) => itemId ?? [])
  return ids.join(', ') + (counts[kind] > ids.length && ids.length > 0 ? ', …' : '')
}

/** Some of the items, to look into. */
function Samples({ plan, kind }: { plan: PlanView; kind: PlannedKind }) {
  const some = plan.samples[kind] ?? []
  if (some.length === 0) return null
  const all = plan.counts[kind] === some.length
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-accent">
        {all ? 'See all' : `See ${some.length} of ${numberText(plan.counts[kind])}`}
      </summary>
      <ul className="mt-1 grid max-h-60 gap-1 overflow-y-auto">
        {some.map(({ row, itemId, title, what }) => (
          <li key={`${row} ${itemId}`} className="[overflow-wrap:anywhere]">
            <span className="font-mono">{itemId ?? 'no id'}</span>
            {row !== null && ` (row ${numberText(row)})`}
            {title !== null && ` ${title}`}
            {what.length > 0 && `: ${what.map(partText).join(', ')}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
