import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { beginningOf } from '../model/storable'
import { AppError } from './errors'

export interface MailServer {
  /** `smtps://user:password@smtp.contoso.com` or `smtp://smtp.contoso.com:587`. */
  url: string
  from: string
}

export interface Mail {
  /** Stays the same when a message is sent again, so that a mail server can tell. */
  id: string
  to: readonly string[]
  subject: string
  text: string
}

const waitMs = 15_000
/** A server that says a little every few seconds is never silent for so long. */
const usualMs = 60_000
/** What it says stands in the list of messages. */
const longestSaid = 500

/** Hands a message to the mail server. Throws `unavailable` with what it said. */
export async function sendMail(
  { url, from }: MailServer,
  { id, to, subject, text }: Mail,
  totalMs = usualMs,
): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const done = new AbortController()
  const late = sleep(totalMs, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new Error(`It was not done within ${totalMs / 1000} seconds.`)
  })
  late.catch(() => {})
  try {
    const sent = transport.sendMail({
      messageId: `<${id}@connectors-console>`,
      from,
      to: [...to],
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    await Promise.race([sent, late])
  } catch (cause) {
    const said = beginningOf(cause instanceof Error ? cause.message : String(cause), longestSaid)
    throw new AppError('unavailable', `The mail server did not take the message: ${said}`, { cause })
  } finally {
    done.abort()
    transport.close()
  }
}
