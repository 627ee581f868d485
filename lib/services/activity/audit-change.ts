/** What an entry of the audit log keeps of a change. */
export interface AuditChange {
  /** What was sent to be done. */
  entered: unknown
  /** What there was before, and what there is since, where the log knows it. */
  before?: unknown
  after?: unknown
}

/** The stored input: as it was sent, or beside what it replaced (see `execute`). */
export function changeOf(input: unknown): AuditChange | null {
  if (input === null || input === undefined) return null
  const isWrapped = typeof input === 'object' && 'input' in input && ('before' in input || 'after' in input)
  if (!isWrapped) return { entered: input }
  const { input: entered, before, after } = input as Record<string, unknown>
  return { entered, before, after }
}
