import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Graph allows 25 operations at once per app and connection; one place stays free for what an admin does
 * meanwhile (docs/graph-contract.md#item-concurrency).
 */
export const most = 24
const first = 8
const quietMs = 5_000

/** A wait that Graph asked for; `status` is what it answered. */
interface Asked {
  status: number | undefined
  waitMs: number
}

/**
 * A limit on the tasks in flight. It rises quickly at first, is halved when Graph throttles, and rises again step
 * by step after some time without throttling.
 */
export class Pool {
  limit = first
  running = 0
  private slowedAt: number | undefined
  private heldUntil = 0
  private successes = 0
  private waiting: (() => void)[] = []

  constructor(private readonly now: () => number = Date.now) {}

  get isFull() {
    return this.running >= this.limit || this.held !== undefined
  }

  /** Waits until there is room for one more task. */
  async room(signal?: AbortSignal): Promise<void> {
    while (this.isFull && !signal?.aborted) {
      if (this.running >= this.limit) await this.change()
      // In short steps, so that a cancelled run notices in time.
      else await sleep(Math.min(this.heldUntil - this.now(), 250))
    }
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

  /**
   * Graph throttles or fails. All tasks in flight report the same event, which counts once. Throttled tasks wait as
   * long as Graph asked, and no new task starts before.
   */
  slowDown({ status, waitMs }: Asked): void {
    const now = this.now()
    if (status === 429) this.heldUntil = Math.max(this.heldUntil, now + waitMs)
    const recent = this.slowedAt !== undefined && now - this.slowedAt < 1_000
    if (!recent) this.limit = Math.max(1, Math.floor(this.limit / 2))
    this.slowedAt = now
    this.successes = 0
  }

  /** Until when no new task may start, if that is in the future. */
  get held(): number | undefined {
    return this.now() < this.heldUntil ? this.heldUntil : undefined
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
