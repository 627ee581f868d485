import { type AlertKind, alertKinds } from './kinds'
import type { AlertChannel, AlertRuleInput, AlertSeverity } from './rule'

/** A rule as its form holds it. */
export interface AlertRuleDraft {
  name: string
  kind: AlertKind
  threshold: string
  /** A connection's id, or `all`. */
  connectionId: string
  severity: AlertSeverity
  channel: AlertChannel['kind']
  /** Separated by commas. */
  to: string
  url: string
  enabled: boolean
}

/** The form of a saved rule, or of a new one; without a mail server that begins with a webhook. */
export function draftOfRule(rule: AlertRuleInput | null, mail: boolean): AlertRuleDraft {
  const {
    name = alertKinds.failed.name,
    kind = 'failed',
    severity = 'critical',
    enabled = true,
    channel,
  } = rule ?? {}
  return {
    name,
    kind,
    threshold: String(rule?.threshold ?? ''),
    connectionId: rule?.connectionId ?? 'all',
    severity,
    channel: channel?.kind ?? (mail ? 'email' : 'webhook'),
    to: channel?.kind === 'email' ? channel.to.join(', ') : '',
    url: channel?.kind === 'webhook' ? channel.url : '',
    enabled,
  }
}

/** The form with another kind; the name follows as long as it is the suggested one. */
export const withKind = (draft: AlertRuleDraft, kind: AlertKind): Partial<AlertRuleDraft> => ({
  kind,
  threshold: String(alertKinds[kind].threshold?.usual ?? ''),
  ...(draft.name === alertKinds[draft.kind].name && { name: alertKinds[kind].name }),
})

/** What is saved of the form; it may be wrong still. */
export function ruleOfDraft(draft: AlertRuleDraft): AlertRuleInput {
  const { name, kind, threshold, connectionId, severity, channel, to, url, enabled } = draft
  const ofConnection = kind !== 'secret' && connectionId !== 'all'
  const hasNumber = kind === 'error-rate' || kind === 'no-success' || kind === 'secret'
  const addresses = to.split(/[\s,;]+/).filter(Boolean)
  return {
    name,
    kind,
    threshold: hasNumber ? (threshold.trim() === '' ? Number.NaN : Number(threshold)) : null,
    connectionId: ofConnection ? connectionId : null,
    severity,
    channel: channel === 'email' ? { kind: 'email', to: addresses } : { kind: 'webhook', url: url.trim() },
    enabled,
  }
}
