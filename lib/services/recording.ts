import type { Db } from '../db/open'
import { type Entry, type Outcome, tryAudit, writeAudit } from './audit'
import { shapeOf } from './audit/redact'
import { auditRefusal } from './audit/refusals'
import type { Command } from './command'
import type { Context } from './context'
import { WriteLog } from './write-log'

interface Failure {
  code: string
  message: string
  graphRequestId?: string
}

/** What the audit log gets of one command: what is to be done, and what became of it. */
export class Recording {
  readonly writes = new WriteLog()
  private readonly kept: { before?: unknown; after?: unknown } = {}
  private intent: number | undefined
  private isDone = false
  private admitted: { target?: string; connectionId?: string } | undefined

  constructor(
    private readonly command: Pick<Command, 'name' | 'quiet' | 'changes'>,
    private readonly context: Context,
    private readonly raw: unknown,
  ) {}

  before = (value: unknown) => {
    this.kept.before = value
  }

  after = (value: unknown) => {
    this.kept.after = value
  }

  admit(target: string | undefined, connectionId: string | undefined) {
    this.admitted = { target: target ?? connectionId, connectionId }
  }

  /** Says beforehand what is to be done outside of a transaction, so that a crash leaves a trace. */
  async begin(): Promise<void> {
    if (this.command.quiet || this.command.changes === 'nothing') return
    this.intent = await writeAudit(this.context.db, this.entry('begun'))
  }

  /** With `tx` the transaction of the change, the record is part of it. */
  done = async (tx?: Db): Promise<void> => {
    if (this.command.quiet || this.isDone) return
    const { db } = this.context
    const entry = this.entry('done')
    // After a change at Graph, reporting a failure would have the admin repeat it.
    if (tx || this.intent === undefined) await writeAudit(tx ?? db, entry)
    else await tryAudit(db, entry)
    this.isDone = true
  }

  /** For a command that says that it changes something in one transaction. */
  needDone() {
    if (!this.isDone) throw new Error(`${this.command.name} has changed something without its record.`)
  }

  async failed(failure: Failure): Promise<void> {
    if (!refused.has(failure.code)) return tryAudit(this.context.db, this.entry('failed', failure))
    const entry = this.entry('refused', failure)
    if (this.intent !== undefined) return tryAudit(this.context.db, entry)
    // Of what was not let in, the sender chose every letter.
    const input = this.admitted ? entry.input : shapeOf(this.raw)
    await auditRefusal(this.context.db, { ...entry, input }, [
      failure.code,
      // Who has no role for it gets always the same code; who has, gets sentences that we wrote.
      ...(this.admitted || failure.code === 'invalid'
        ? [this.admitted?.connectionId ?? '', failure.message]
        : []),
    ])
  }

  private entry(outcome: Outcome, failure?: Failure): Entry {
    const { context, raw, kept } = this
    return {
      account: context.actor,
      action: this.command.name,
      target: this.admitted ? this.admitted.target : targetOf(raw),
      input: Object.keys(kept).length > 0 ? { input: raw, ...kept } : raw,
      outcome,
      message: failure?.message,
      requestId: context.requestId,
      graphRequestId: failure?.graphRequestId ?? this.writes.last,
      intent: this.intent,
    }
  }
}

const refused = new Set(['invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict'])

/** The object that an input names, by the names that inputs have for it. */
function targetOf(raw: unknown) {
  if (typeof raw !== 'object' || raw === null) return undefined
  const target = ['connectionId', 'sourceId', 'syncId', 'id']
    .map((name) => (name in raw ? (raw as Record<string, unknown>)[name] : undefined))
    .find((value) => typeof value === 'string')
  return typeof target === 'string' ? target.slice(0, 200) : undefined
}
