import { throttled } from './errors'
import type { Settings } from './settings'

type Limits = Pick<Settings, 'throttleRequests' | 'throttleWindowMs'>

/** Counts the requests of each app, by windows of the tenant's clock (CONTRACT 10). */
export class Throttle {
  readonly #windows = new Map<string, { start: number; count: number }>()

  /** Throws 429 when the app has had all the requests of its window. */
  count(appId: string, now: number, { throttleRequests: most, throttleWindowMs: length }: Limits) {
    let window = this.#windows.get(appId)
    // A clock that was put back begins anew.
    if (!window || now < window.start || now >= window.start + length) {
      window = { start: now, count: 0 }
      this.#windows.set(appId, window)
    }
    window.count++
    if (window.count <= most) return
    const waitMs = window.start + length - now
    throw throttled(Math.ceil(waitMs / 1000)).because(
      `This app has sent more than ${most} requests in ${length} ms.`,
    )
  }
}
