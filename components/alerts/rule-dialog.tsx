'use client'

import { useRouter } from 'next/navigation'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
import { type AlertRuleDraft, draftOfRule, ruleOfDraft, withKind } from '@/lib/model/alerts/draft'
import { alertKinds, kindNames } from '@/lib/model/alerts/kinds'
import { AlertRuleInput, type AlertRuleView } from '@/lib/model/alerts/rule'
import { problemsOf } from '@/lib/model/problems'
import { unwrap } from '@/lib/web/fetch'
import { saveAlertRule } from './actions'

const kinds = kindNames.map((value) => ({ value, label: alertKinds[value].label }))
const severities = [
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
] as const
const states = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const

// The dialog itself is loaded late, and its rules with it.
const loadRules = async () => (draft: AlertRuleDraft) =>
  new Map(
    problemsOf(AlertRuleInput, ruleOfDraft(draft)).map(({ field, message }) => [
      fields[field.replace(/\.\d+$/, '')] ?? field,
      message,
    ]),
  )

/** Fields of the rule that have another name in the form. */
const fields: Record<string, string> = { 'channel.to': 'to', 'channel.url': 'url' }

/** Creates or changes a rule. */
export function RuleDialog({
  saved,
  connections,
  mail,
  onSaved,
  onClose,
}: {
  saved: AlertRuleView | null
  connections: { id: string; name: string }[]
  mail: boolean
  /** With the secret of a new webhook. */
  onSaved: (secret: string | null) => void
  onClose: () => void
}) {
  const router = useRouter()
  const form = useForm({
    saved: draftOfRule(saved, mail),
    load: loadRules,
    complete: (draft) => draft,
    check: (draft, rules) => rules(draft),
    send: (draft: AlertRuleDraft) =>
      unwrap(saveAlertRule({ id: saved?.id ?? null, rule: ruleOfDraft(draft) })),
    onSent({ secret }) {
      router.refresh()
      onSaved(secret)
    },
  })
  const { values, change, put, problem } = form
  const { threshold: number, ofConnection } = alertKinds[values.kind]
  const channels = [
    { value: 'email' as const, label: mail ? 'E-mail' : 'E-mail (no mail server)', disabled: !mail },
    { value: 'webhook' as const, label: 'Webhook' },
  ]

  return (
    <FormDialog
      form={form}
      title={saved ? 'Change the rule' : 'Add a rule'}
      submit="Save rule"
      failed="The rule was not saved."
      onClose={onClose}
    >
      <Select
        label="Alert when"
        name="kind"
        value={values.kind}
        options={kinds}
        onChange={(kind) => change(withKind(values, kind))}
      />
      {number && (
        <TextField
          label={`${number.label} (${number.unit})`}
          name="threshold"
          inputMode="numeric"
          value={values.threshold}
          onChange={(threshold) => change({ threshold })}
          problem={problem('threshold')}
        />
      )}
      {ofConnection && (
        <Select
          label="Connection"
          name="connectionId"
          value={values.connectionId}
          options={[
            { value: 'all', label: 'Every connection' },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(connectionId) => change({ connectionId })}
        />
      )}
      <TextField
        label="Name"
        name="name"
        value={values.name}
        onChange={(name) => put({ name })}
        onBlur={() => form.touch('name')}
        problem={problem('name')}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label="Send by"
          name="channel"
          value={values.channel}
          options={channels}
          onChange={(channel) => change({ channel })}
          problem={problem('channel')}
        />
        <Select
          label="Severity"
          value={values.severity}
          options={severities}
          onChange={(severity) => change({ severity })}
        />
        <Select
          label="Rule"
          value={values.enabled ? 'on' : 'off'}
          options={states}
          onChange={(state) => change({ enabled: state === 'on' })}
        />
      </div>
      {values.channel === 'email' ? (
        <TextField
          label="To"
          name="to"
          value={values.to}
          placeholder="ops@contoso.com, sam@contoso.com"
          description="Several addresses are separated by commas."
          onChange={(to) => put({ to })}
          onBlur={() => form.touch('to')}
          problem={problem('to')}
        />
      ) : (
        <TextField
          label="Address"
          name="url"
          type="url"
          value={values.url}
          placeholder="https://hooks.contoso.com/connectors"
          description="Gets a signed POST with the message as JSON."
          onChange={(url) => put({ url })}
          onBlur={() => values.url !== '' && form.touch('url')}
          problem={problem('url')}
        />
      )}
    </FormDialog>
  )
}
