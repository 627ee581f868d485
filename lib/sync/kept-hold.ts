import { readHold, writeHold } from '../db/holds'
import type { Db } from '../db/open'
import type { Hold } from '../graph/holds'
import { log } from '../platform/log'

/** What is not told to others: a wait that is longer by so little. */
const littleMs = 50

/** A hold that every process sees: it is kept in the database, for whoever sends to the connection next. */
export class KeptHold {
  /** Up to when the database knows of it. */
  private kept = 0
  private writing: Promise<void> | undefined

  constructor(
    private readonly db: Db,
    private readonly connectionId: string,
    readonly hold: Hold,
  ) {}

  /** Takes over what another process was asked. */
  async read(): Promise<void> {
    this.learn(await readHold(this.db, this.connectionId))
  }

  /** What the database says: so much longer nothing may be sent. */
  learn(ms: number): void {
    const until = performance.now() + ms
    this.kept = Math.max(this.kept, until)
    if (ms > 0) this.hold.until = Math.max(this.hold.until, until)
  }

  /** To be called when Graph has asked for a wait. Of many that are told the same, the first writes it down. */
  grew(): void {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined
    })
  }

  /** Waits until what has begun is written. */
  settled(): Promise<void> {
    return this.writing ?? Promise.resolve()
  }

  private async write() {
    for (let { until } = this.hold; until > this.kept + littleMs; until = this.hold.until) {
      const ms = until - performance.now()
      if (ms <= 0) return
      try {
        await writeHold(this.db, this.connectionId, ms)
        this.kept = until
      } catch (error) {
        const { connectionId } = this
        return log().warn(
          { err: error, connectionId },
          'a wait that Graph asked for could not be written down',
        )
      }
    }
  }
}
