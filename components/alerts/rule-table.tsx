'use client'

import { Chip } from '@/components/ui/chip'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { alertKinds } from '@/lib/model/alerts/kinds'
import type { AlertRuleView } from '@/lib/model/alerts/rule'
import { RuleActions } from './rule-actions'

/** The rules, what each is alarmed about, and what it said last. */
export function RuleTable({
  rules,
  connections,
  noEdit,
  onEdit,
}: {
  rules: AlertRuleView[]
  connections: { id: string; name: string }[]
  noEdit: string | null
  onEdit: (rule: AlertRuleView) => void
}) {
  const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? id
  return (
    <Table label="Alert rules">
      <TableHead columns={['Rule', 'State', 'Sends to', 'Last message', { name: 'Actions', spoken: true }]} />
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id} className="*:align-top!">
            <td>
              <Stack>
                <span className="font-medium">{rule.name}</span>
                <span className="text-sm text-muted">
                  {whenText(rule)}
                  {rule.connectionId && `, ${nameOf(rule.connectionId)} only`}
                </span>
              </Stack>
            </td>
            <td>
              <State rule={rule} nameOf={nameOf} />
            </td>
            <td className="[overflow-wrap:anywhere] whitespace-normal">
              <Stack>
                <span>{rule.channel.kind === 'email' ? rule.channel.to.join(', ') : rule.channel.url}</span>
                <span className="text-sm text-muted">{rule.severity}</span>
              </Stack>
            </td>
            <td className="min-w-52 whitespace-normal">
              <Last last={rule.last} />
            </td>
            <td className="text-right">
              <RuleActions rule={rule} noEdit={noEdit} onEdit={onEdit} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function whenText({ kind, threshold }: AlertRuleView) {
  const { label, threshold: number } = alertKinds[kind]
  return number ? `${label}: ${number.label.toLowerCase()} ${threshold} ${number.unit}` : label
}

function State({ rule, nameOf }: { rule: AlertRuleView; nameOf: (id: string) => string }) {
  if (!rule.enabled) return <Chip>Off</Chip>
  if (rule.firing.length === 0) return <Chip tone="ok">All is well</Chip>
  return (
    <div className="grid gap-1">
      {rule.firing.map(({ subject, since }) => (
        <span key={subject} className="flex flex-wrap items-center gap-1.5">
          <Chip tone={rule.severity === 'critical' ? 'bad' : 'warn'}>{nameOf(subject)}</Chip>
          <span className="text-sm text-muted">
            <RelativeTime at={since} />
          </span>
        </span>
      ))}
    </div>
  )
}

function Last({ last }: { last: AlertRuleView['last'] }) {
  if (!last) return <span className="text-muted">none yet</span>
  return (
    <Stack>
      <span>{last.text}</span>
      <span className="text-sm text-muted">
        {last.sentAt ? (
          <>
            sent <RelativeTime at={last.sentAt} />
          </>
        ) : (
          <span className={last.problem ? 'text-bad' : ''}>{last.problem ?? 'is being sent'}</span>
        )}
      </span>
    </Stack>
  )
}
