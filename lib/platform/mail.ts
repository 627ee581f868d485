import { createTransport } from 'nodemailer'
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

/** Hands a message to the mail server. Throws `unavailable` with what it said. */
export async function sendMail({ url, from }: MailServer, { id, to, subject, text }: Mail): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      messageId: `<${id}@connectors-console>`,
      from,
      to: [...to],
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('unavailable', `The mail server did not take the message: ${said}`, { cause })
  } finally {
    transport.close()
  }
}
