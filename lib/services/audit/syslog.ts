import type { AuditRow } from './chain'

const facility = 13 // log audit
const severities: Record<string, number> = { failed: 3, refused: 4 }
const informational = 6

/** An entry as a message of syslog (RFC 5424), with the entry as JSON for its text. */
export function syslogOf(row: AuditRow, host: string): Buffer {
  const priority = facility * 8 + (severities[row.outcome] ?? informational)
  const name = plain(row.action).slice(0, 32)
  const head = `<${priority}>1 ${row.at.toISOString()} ${plain(host).slice(0, 255)} connectors-console - ${name} -`
  return Buffer.from(`${head} ${JSON.stringify(row)}`)
}

/** With its length before it, as streams of messages have it (RFC 6587, RFC 5425). */
export const framed = (message: Buffer) => Buffer.concat([Buffer.from(`${message.length} `), message])

/** The fields of the head take visible ASCII letters only. */
const plain = (text: string) => text.replace(/[^!-~]/g, '_') || '-'
