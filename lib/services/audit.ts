import type { Db } from '../db/open'
import { audit } from '../db/schema'
import { log } from '../platform/log'
import { storable } from './storable'

export type Outcome = 'done' | 'refused' | 'failed'

export interface Entry {
  account: { oid: string; username: string }
  action: string
  target?: string
  input?: unknown
  outcome: Outcome
  message?: string
  requestId: string
  graphRequestId?: string
}

/**
 * Records who did what. When that fails, the change itself has been made, and reporting a failure would have the
 * admin repeat it. So the entry goes to the log instead, as an error.
 */
export async function writeAudit(db: Db, { account, input, ...entry }: Entry): Promise<void> {
  const { target, message } = entry
  const row = {
    oid: account.oid,
    username: account.username,
    ...entry,
    target: target && storable(target),
    message: message && storable(message),
    input: redact(input) ?? null,
  }
  try {
    await db.insert(audit).values(row)
  } catch (error) {
    log().error({ err: error, audit: { ...row, input: undefined } }, 'the audit log could not be written')
  }
}

const secretName = /secret|password|passphrase|token|authorization|cookie|credential|private.?key/i
const contentName = /^(content|body|file|data)$/i
const longest = { text: 500, list: 200, depth: 12 }

/** What the audit log may keep of an input: no secrets, no content of files or items, nothing huge. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const more = value.length - longest.text
    return storable(more > 0 ? `${value.slice(0, longest.text)}… (${more} more letters)` : value)
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
  if (depth >= longest.depth) return '[too deep]'
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) {
    const kept = value.slice(0, longest.list).map((entry) => redact(entry, depth + 1))
    const more = value.length - longest.list
    return more > 0 ? [...kept, `… (${more} more)`] : kept
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(
    Object.entries(value).map(([given, entry]) => {
      const name = storable(given)
      if (secretName.test(name) && entry !== null && entry !== undefined) return [name, '[redacted]']
      if (contentName.test(name) && typeof entry === 'string') return [name, `[${entry.length} letters]`]
      return [name, redact(entry, depth + 1)]
    }),
  )
}
