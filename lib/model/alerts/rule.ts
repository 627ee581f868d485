import { z } from 'zod'
import { alertKinds, kindNames } from './kinds'

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
    kind: z.enum(kindNames),
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
