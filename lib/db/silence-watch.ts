import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig, DatabaseError } from 'pg'
import { log } from '../platform/log'

interface Patience {
  /** A statement may go so long without an answer before the server is asked whether it is there at all. */
  statementMs: number
  lookMs: number
  /** So many steps the server may take to answer that: each is a turn of this process, which may have been busy itself. */
  steps: number
  stepMs: number
}

const usual: Patience = { statementMs: 4_000, lookMs: 1_000, steps: 16, stepMs: 500 }

/**
 * Tells a server that is slow from one that is frozen or out of reach. A statement that takes long goes on as long as the
 * server answers somebody else; when it answers nobody, what waits for it ends, and nothing new begins to wait.
 */
export class SilenceWatch {
  /** Each connection with a statement under way, and since when. */
  private readonly waiting = new Map<Client, number>()
  private readonly timer: NodeJS.Timeout
  private asking = false
  /** Whether the server has answered nobody when it was asked last. */
  isSilent = false

  constructor(
    private readonly server: ClientConfig,
    private readonly patience: Patience = usual,
  ) {
    this.timer = setInterval(() => void this.look(), patience.lookMs)
    this.timer.unref()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  began(client: Client): void {
    if (!this.waiting.has(client)) this.waiting.set(client, performance.now())
  }

  ended(client: Client): void {
    this.waiting.delete(client)
  }

  private async look() {
    const suspects = this.suspects()
    if (this.asking || (suspects.size === 0 && !this.isSilent)) return
    this.asking = true
    const answers = await this.answers()
    this.asking = false
    if (answers && this.isSilent) log().info('the database answers again')
    if (!answers && !this.isSilent) log().error('the database does not answer')
    this.isSilent = !answers
    if (answers) return
    // Those that have not been answered meanwhile. It destroys their sockets, and their statements fail.
    for (const [client, since] of this.waiting) if (suspects.get(client) === since) void client.end()
  }

  private suspects() {
    const { statementMs } = this.patience
    const now = performance.now()
    return new Map([...this.waiting].filter(([, since]) => this.isSilent || now - since >= statementMs))
  }

  /** Asks by a connection of its own: those of the pool may all be at long statements. */
  private async answers(): Promise<boolean> {
    const { steps, stepMs } = this.patience
    const client = new Client({ ...this.server, connectionTimeoutMillis: 2 * steps * stepMs })
    client.on('error', () => {})
    let answered: boolean | undefined
    void client
      .connect()
      .then(() => client.query('select 1'))
      .then(
        () => true,
        // It refuses, as one with too many connections does, and so it is there.
        (error: unknown) => error instanceof DatabaseError,
      )
      .then((is) => {
        answered = is
      })
    for (let step = 0; step < steps && answered === undefined; step++)
      await sleep(stepMs, undefined, { ref: false })
    void client.end()
    return answered ?? false
  }
}
