import type { CallOptions, Graph } from '../graph/client'
import { getConnection } from '../graph/connections'
import { type ConnectionAction, may } from '../model/connection/states'
import type { Problem } from '../model/problem'
import { AppError, asProblem } from '../platform/errors'
import { isTransient } from '../platform/retry'

/** The run ends here, by a limit (`stopped`) or because it cannot go on (`failed`). Nothing is lost by it. */
export class RunStopped extends Error {
  constructor(
    readonly status: 'stopped' | 'failed',
    readonly problem: Problem,
  ) {
    super(problem.message)
  }
}

const again = 'What Graph has accepted stays.'

/** What a run sends, and what it has to be allowed for that. */
interface Sent {
  name: string
  action: ConnectionAction
}

// An update is asked for: a connection that is full still takes changes, but a run sends new items as well.
const items: Sent = { name: 'items', action: 'createItem' }

/** How old a look at the connection may be when Graph refuses an item. */
const freshMs = 2_000

/**
 * Whether a refused item means that all others would be refused too. An HTTP status alone does not tell: a 409 may be
 * the item's own. So Graph's code is asked first, and then the connection is read again, once for many refusals.
 */
export class Refusals {
  private read: { at: number; verdict: Promise<RunStopped | null> } | undefined

  constructor(
    private readonly configuration: Graph,
    private readonly connectionId: string,
    private readonly options: CallOptions,
    private readonly now: () => number = () => performance.now(),
    private readonly sent: Sent = items,
  ) {}

  async verdict(error: AppError): Promise<RunStopped | null> {
    const byCode = told(error, this.sent.name)
    if (byCode) return byCode
    if (this.read && this.now() - this.read.at < freshMs) return await this.read.verdict
    const verdict = this.look()
    this.read = { at: this.now(), verdict }
    return await verdict
  }

  private async look() {
    try {
      const { state } = await getConnection(this.configuration, this.connectionId, this.options)
      const permission = may(this.sent.action, state)
      if (permission.allowed) return null
      const problem = { code: 'conflict' as const, message: `${permission.reason} ${again}` }
      return new RunStopped(state === 'limitExceeded' ? 'stopped' : 'failed', problem)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'not-found') return new RunStopped('failed', gone)
      // Not known: then the row bears it, and the abort rules count it.
      return isTransient(error) ? null : new RunStopped('failed', asProblem(error))
    }
  }
}

/** Whether Graph says that the app may not do this, which is not the connection's state or quota. */
export const isDenial = ({ code }: AppError, { status }: RunStopped) =>
  status === 'failed' && (code === 'unauthenticated' || code === 'forbidden')

const gone: Problem = {
  code: 'not-found',
  message: 'The connection was deleted while the sync ran.',
}

/** What Graph's own code says, whatever the status. */
function told(error: AppError, things: string): RunStopped | null {
  const { code, graphCode = '', status } = error
  if (status === 507 || /quota|limitexceeded/i.test(graphCode)) {
    const message = `The quota for ${things} is used up. ${again} Delete ${things} or get more quota, then start again. ${error.message}`
    return new RunStopped('stopped', { ...asProblem(error), message })
  }
  if (code === 'unauthenticated' || code === 'forbidden') return new RunStopped('failed', asProblem(error))
  return null
}
