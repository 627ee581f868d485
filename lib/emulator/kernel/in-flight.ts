import { type GraphError, throttled } from './errors'

/** A request's place among those in flight: what it is to be refused with when there was none, and its end. */
export type Place = { refusal: GraphError | undefined; leave(): void }

export const noPlace: Place = { refusal: undefined, leave: () => undefined }

/** Counts operations in flight per app and connection. */
export class InFlight {
  readonly #counts = new Map<string, number>()

  enter(appId: string, connectionId: string | undefined, most: number): Place {
    if (connectionId === undefined) return noPlace
    const key = `${appId} ${connectionId.toLowerCase()}`
    const count = this.#counts.get(key) ?? 0
    if (count >= most) {
      const refusal = throttled(1).because(
        `${count} operations of this app are in flight on ${connectionId}.`,
      )
      return { refusal, leave: () => undefined }
    }
    this.#counts.set(key, count + 1)
    let left = false
    const leave = () => {
      if (left) return
      left = true
      const others = (this.#counts.get(key) ?? 1) - 1
      if (others > 0) this.#counts.set(key, others)
      else this.#counts.delete(key)
    }
    return { refusal: undefined, leave }
  }
}
