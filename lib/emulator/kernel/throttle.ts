import { throttled } from './errors'

type Limit = { most: number; windowMs: number }

/** Counts requests by windows of the tenant's clock (docs/graph-contract.md#throttle-app). */
export class Throttle {
  readonly #windows = new Map<string, { start: number; count: number }>()

  /** Throws 429 when `whose` window is used up. */
  count(whose: string, now: number, { most, windowMs }: Limit) {
    let window = this.#windows.get(whose)
    // After the clock was set back, counting starts again.
    if (!window || now < window.start || now >= window.start + windowMs) {
      window = { start: now, count: 0 }
      this.#windows.set(whose, window)
    }
    window.count++
    if (window.count <= most) return
    const waitMs = window.start + windowMs - now
    throw throttled(Math.ceil(waitMs / 1000)).because(
      `${whose} had more than ${most} requests in ${windowMs} ms.`,
    )
  }
}
