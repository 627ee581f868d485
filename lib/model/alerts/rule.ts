import { z } from 'zod'

/** What a rule watches. */
export const AlertKind = z.enum(['failed', 'held', 'error-rate', 'no-success', 'quota', 'secret'])
export type AlertKind = z.infer<typeof AlertKind>

interface KindWords {
  label: string
  /** What the number of the rule means; none: it needs no number. */
  threshold?: { label: string; unit: string; usual: number; least: number; most: number }
  /** Whether it is about connections, so that it can be limited to one. */
  ofConnection: boolean
}

export const alertKinds: Record<AlertKind, KindWords> = {
  failed: { label: 'A sync failed or was stopped by a limit', ofConnection: true },
  held: { label: 'Deletions wait for an approval', ofConnection: true },
  'error-rate': {
    label: 'Too many rows failed',
    threshold: { label: 'More than', unit: '% of the rows of a run', usual: 5, least: 0, most: 100 },
    ofConnection: true,
  },
  'no-success': {
    label: 'No successful sync for too long',
    threshold: { label: 'Longer than', unit: 'hours', usual: 26, least: 1, most: 8760 },
    ofConnection: true,
  },
  quota: { label: 'The item quota is used up', ofConnection: true },
  secret: {
    label: 'A secret or certificate is about to expire',
    threshold: { label: 'Within', unit: 'days', usual: 30, least: 1, most: 365 },
    ofConnection: false,
  },
}

const Email = z.email({ error: 'This is not an e-mail address.' }).max(254)

export const AlertChannel = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('email'),
    to: z.array(Email).min(1, 'Type at least one e-mail address.').max(20, 'At most 20 addresses.'),
  }),
  z.object({
    kind: z.literal('webhook'),
    url: z
      .url({ protocol: /^https?$/, error: 'Type an address such as https://hooks.contoso.com/x.' })
      .max(2_000),
  }),
])
export type AlertChannel = z.infer<typeof AlertChannel>

export const AlertSeverity = z.enum(['warning', 'critical'])
export type AlertSeverity = z.infer<typeof AlertSeverity>

export const AlertRuleInput = z
  .object({
    name: z.string().trim().min(1, 'Give the rule a name.').max(100, 'At most 100 letters.'),
    kind: AlertKind,
    threshold: z.number({ error: 'Type a number.' }).nullable(),
    /** Null: every connection. */
    connectionId: z.string().max(100).nullable(),
    severity: AlertSeverity,
    channel: AlertChannel,
    enabled: z.boolean(),
  })
  .superRefine(({ kind, threshold, connectionId }, context) => {
    const { threshold: number, ofConnection } = alertKinds[kind]
    const wrong = number
      ? threshold === null || threshold < number.least || threshold > number.most
      : threshold !== null
    if (wrong) {
      const message = number
        ? `Type a number from ${number.least} to ${number.most}.`
        : 'This rule has no number.'
      context.addIssue({ code: 'custom', path: ['threshold'], message })
    }
    if (!ofConnection && connectionId !== null) {
      context.addIssue({ code: 'custom', path: ['connectionId'], message: 'This rule is of no connection.' })
    }
  })
export type AlertRuleInput = z.infer<typeof AlertRuleInput>

/** A rule as the browser sees it. Times are ISO 8601. */
export interface AlertRuleView extends AlertRuleInput {
  id: string
  savedBy: string
  savedAt: string
  /** What it is alarmed about now. */
  firing: { subject: string; text: string; since: string }[]
  /** The last message that it sent or tried to send. */
  last: { at: string; text: string; sentAt: string | null; problem: string | null } | null
}
