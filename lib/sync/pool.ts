/**
 * Graph allows 25 operations at once per app and connection; one place stays free for what an admin does
 * meanwhile (CONTRACT 10).
 */
export const most = 24
const first = 8
const quietMs = 5_000

/**
 * A rolling window of tasks. It opens quickly while all goes well, halves when Graph asks to slow down, and
 * opens again step by step after a quiet spell.
 */
export class Pool {
  limit = first
  running = 0
  private slowedAt: number | undefined
  private successes = 0
  private waiting: (() => void)[] = []

  constructor(private readonly now: () => number = Date.now) {}

  /** Waits until there is room for one more task. */
  async room(): Promise<void> {
    while (this.running >= this.limit) await this.change()
  }

  /** Waits until no task is running. */
  async idle(): Promise<void> {
    while (this.running > 0) await this.change()
  }

  /** Starts a task that handles its own failures. */
  start(task: () => Promise<void>): void {
    this.running += 1
    void task().finally(() => {
      this.running -= 1
      this.wake()
    })
  }

  succeeded(): void {
    if (this.limit >= most) return
    if (this.slowedAt === undefined) this.limit += 1
    else if (this.now() - this.slowedAt >= quietMs) {
      this.successes += 1
      if (this.successes < this.limit) return
      this.successes = 0
      this.limit += 1
    }
    this.wake()
  }

  /** Graph asked to slow down. The many tasks in flight hear of the same trouble, which counts once. */
  slowDown(): void {
    const recent = this.slowedAt !== undefined && this.now() - this.slowedAt < 1_000
    if (!recent) this.limit = Math.max(1, Math.floor(this.limit / 2))
    this.slowedAt = this.now()
    this.successes = 0
  }

  private change() {
    return new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  private wake() {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
