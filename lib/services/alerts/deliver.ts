import type { alertMessages } from '../../db/schema'
import { requestOutside } from '../../platform/egress'
import type { Env } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { sendMail } from '../../platform/mail'
import { open } from '../../platform/secret-box'
import { sign } from '../../platform/signature'
import type { AlertRule } from './findings'

type Message = Pick<typeof alertMessages.$inferSelect, 'id' | 'kind' | 'subject' | 'name' | 'text' | 'at'>

const waitMs = 15_000

/** What a rule's secret is sealed for. */
export const alertPurpose = (ruleId: string) => `alert:${ruleId}`

/** Sends a message by mail or webhook. Throws `unavailable` when that may work later. */
export async function deliver(settings: Env, rule: AlertRule, message: Message, now: Date): Promise<void> {
  const { channel, severity } = rule
  const words = { alert: severity === 'critical' ? 'Critical' : 'Warning', recovery: 'Over', test: 'Test' }
  const title = `${words[message.kind]}: ${message.name ?? rule.name}`
  const url = linkOf(settings, rule, message)
  if (channel.kind === 'email') {
    if (!settings.mail)
      throw new AppError('invalid', 'No mail server is configured: set SMTP_URL and MAIL_FROM.')
    const subject = `[Connectors Console] ${title}`
    const lines = [message.text, '', url, '', `Rule: ${rule.name}`, `Time: ${message.at.toISOString()}`]
    return await sendMail(settings.mail, { id: message.id, to: channel.to, subject, text: lines.join('\n') })
  }
  const { id, kind, subject, at } = message
  const body = JSON.stringify({
    type: kind,
    rule: { id: rule.id, name: rule.name, kind: rule.kind },
    severity,
    subject,
    name: message.name,
    // What chat programs show of an incoming webhook.
    text: `${title}. ${message.text}`,
    url,
    at: at.toISOString(),
  })
  const secret = open(rule.secret, alertPurpose(rule.id), settings.secretKey)
  const answer = await requestOutside({
    url: channel.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sign(secret, id, now, body) },
    body,
    allowedHosts: settings.allowedHosts,
    timeoutMs: waitMs,
  })
  answer.body.destroy()
  if (answer.status >= 300) {
    throw new AppError('unavailable', `The webhook answered ${answer.status}.`, { status: answer.status })
  }
}

function linkOf({ publicUrl }: Env, { kind }: AlertRule, { subject }: Message) {
  if (kind === 'secret' || !subject) return publicUrl
  return `${publicUrl}/connections/${encodeURIComponent(subject)}/sync`
}
