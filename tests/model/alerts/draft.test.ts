import { expect, test } from 'vitest'
import { draftOfRule, ruleOfDraft, withKind } from '@/lib/model/alerts/draft'
import { AlertRuleInput } from '@/lib/model/alerts/rule'
import { problemsOf } from '@/lib/model/problems'

const rule: AlertRuleInput = {
  name: 'Failures',
  kind: 'error-rate',
  threshold: 5,
  connectionId: 'hr',
  severity: 'warning',
  channel: { kind: 'email', to: ['a@contoso.com', 'b@contoso.com'] },
  enabled: false,
}
const webhook = { kind: 'webhook' as const, url: 'https://hooks.contoso.com/x' }

test.each<AlertRuleInput>([
  rule,
  { ...rule, channel: webhook, connectionId: null },
  { ...rule, kind: 'held', threshold: null },
  { ...rule, kind: 'secret', connectionId: null, threshold: 30 },
])('a rule comes out of its form as it went in (%#)', (saved) => {
  expect(ruleOfDraft(draftOfRule(saved, true))).toEqual(saved)
  expect(AlertRuleInput.safeParse(saved).success).toBe(true)
})

test('a new rule of a console without a mail server begins with a webhook', () => {
  expect(draftOfRule(null, false).channel).toBe('webhook')
  expect(draftOfRule(null, true).channel).toBe('email')
})

test('the suggested name of a rule follows its kind, and a name that was typed stays', () => {
  const fresh = draftOfRule(null, true)
  expect(withKind(fresh, 'secret')).toEqual({ kind: 'secret', threshold: '30', name: 'Expiring secrets' })
  expect(withKind({ ...fresh, name: 'For ops' }, 'held')).toEqual({ kind: 'held', threshold: '' })
})

test.each([
  [{ to: '' }, 'channel.to'],
  [{ to: 'ops' }, 'channel.to.0'],
  [{ threshold: '' }, 'threshold'],
  [{ threshold: '101' }, 'threshold'],
  [{ name: ' ' }, 'name'],
  [{ channel: 'webhook' as const, url: 'javascript:1' }, 'channel.url'],
])('%j says at its field what is wrong', (changes, field) => {
  const draft = { ...draftOfRule(rule, true), ...changes }
  expect(problemsOf(AlertRuleInput, ruleOfDraft(draft)).map((problem) => problem.field)).toContain(field)
})
