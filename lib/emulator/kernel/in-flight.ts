import { throttled } from './errors'

/** Counts operations in flight per app and connection (docs/graph-contract.md#throttle-in-flight). */
export class InFlight {
  readonly #counts = new Map<string, number>()

  /** Returns what ends the operation. Throws 429 when there is no place. */
  enter(appId: string, connectionId: string | undefined, most: number): () => void {
    if (connectionId === undefined) return () => undefined
    const key = `${appId} ${connectionId.toLowerCase()}`
    const count = this.#counts.get(key) ?? 0
    if (count >= most) {
      throw throttled(1).because(`${count} operations of this app are in flight on ${connectionId}.`)
    }
    this.#counts.set(key, count + 1)
    return () => {
      const left = (this.#counts.get(key) ?? 1) - 1
      if (left > 0) this.#counts.set(key, left)
      else this.#counts.delete(key)
    }
  }
}
