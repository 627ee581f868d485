import { setTimeout as sleep } from 'node:timers/promises'
import type { Hold } from '../graph/holds'
import type { Pacing } from '../model/sync/sync'

/** Graph allows so many operations at once per app and connection (docs/graph-contract.md#item-concurrency). */
export const ceiling = 25
const first = 8
const floor = 4
/** So long after Graph asked to slow down the limit rises again. */
const quietMs = 2_000
/** Isolated faults are the network's: only when more than this share of the recent tries fail, Graph is overloaded. */
const faultShare = 0.05
const recentTries = 200
/** Requests that waited together do not start in the same moment. */
const jitterMs = 250

/** What delayed a request: the status that Graph answered, and how long the request waits before its retry. */
interface Slowed {
  status: number | undefined
  waitMs: number
  /** Whether Graph named the wait, which then holds for the whole connection. */
  asked: boolean
}

/**
 * A limit on the requests in flight of one connection. It rises quickly at first, is halved when Graph throttles, and
 * rises again step by step. While Graph has asked to wait, neither a first try nor a retry starts.
 */
export class Pool {
  limit: number
  running = 0
  private slowedAt: number | undefined
  private successes = 0
  private readonly recent: boolean[] = []
  private faults = 0
  private waiting: (() => void)[] = []

  constructor(
    /** One less where the same app also does what an admin asks for meanwhile. */
    private readonly most = ceiling,
    /** A clock that nobody can set. */
    private readonly now: () => number = () => performance.now(),
    private readonly hold: Hold = { until: 0 },
    /** Called when Graph has asked for a wait. */
    private readonly onHold: () => void = () => {},
  ) {
    this.limit = Math.min(first, most)
  }

  get isFull() {
    return this.running >= this.limit || this.isHeld
  }

  /** Waits until there is room for one more request. */
  async room(signal?: AbortSignal): Promise<void> {
    while (this.isFull && !signal?.aborted) {
      if (this.running >= this.limit) await this.change()
      else await this.gate(signal)
    }
  }

  /** Waits as long as Graph has asked to: every try passes here before it is sent. */
  async gate(signal?: AbortSignal): Promise<void> {
    if (!this.isHeld) return
    // In short steps, so that a cancelled run notices in time.
    while (this.isHeld && !signal?.aborted) await sleep(Math.min(this.heldMs, 250))
    if (!signal?.aborted) await sleep(Math.random() * jitterMs)
  }

  /** Waits until no request is running. */
  async idle(): Promise<void> {
    while (this.running > 0) await this.change()
  }

  /** Waits for room, does the task in it, and answers what it answers. */
  async within<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    // Several may wait for the same room, and the first of them takes it.
    while (this.isFull && !signal?.aborted) await this.room(signal)
    signal?.throwIfAborted()
    this.running += 1
    try {
      return await task()
    } finally {
      this.running -= 1
      this.wake()
    }
  }

  /** Starts a task that handles its own failures; one that asks several things at once takes as many places. */
  start(task: () => Promise<void>, places = 1): Promise<void> {
    this.running += places
    return task().finally(() => {
      this.running -= places
      this.wake()
    })
  }

  succeeded(): void {
    this.note(false)
    if (this.limit >= this.most) return
    if (this.slowedAt === undefined) this.limit += 1
    else if (this.now() - this.slowedAt >= quietMs) {
      this.successes += 1
      if (this.successes < this.limit) return
      this.successes = 0
      this.limit += 1
    }
    this.wake()
  }

  /** A request was throttled, or failed in a way that may pass. Of many that report the same event, one counts. */
  slowDown({ status, waitMs, asked }: Slowed): void {
    const now = this.now()
    if (asked || status === 429) {
      this.hold.until = Math.max(this.hold.until, now + waitMs)
      this.onHold()
    }
    this.note(true)
    const throttled = status === 429 || status === 503
    if (!throttled && this.faults <= this.recent.length * faultShare) return
    const recently = this.slowedAt !== undefined && now - this.slowedAt < 1_000
    if (!recently) this.limit = Math.max(floor, Math.floor(this.limit / 2))
    this.slowedAt = now
    this.successes = 0
  }

  /** Whether Graph has asked to send nothing now. */
  get isHeld() {
    return this.now() < this.hold.until
  }

  /** For how long nothing may be sent. */
  get heldMs() {
    return Math.max(0, this.hold.until - this.now())
  }

  /** How much Graph slows the run down; null when it does not. */
  get pacing(): Pacing | null {
    const { limit, most } = this
    if (!this.isHeld && (this.slowedAt === undefined || limit >= most)) return null
    const heldUntil = new Date(Date.now() + this.heldMs)
    return { limit, most, heldUntil: this.isHeld ? heldUntil.toISOString() : null }
  }

  private note(fault: boolean) {
    this.recent.push(fault)
    if (fault) this.faults += 1
    if (this.recent.length > recentTries && this.recent.shift()) this.faults -= 1
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
