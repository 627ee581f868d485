import { type GraphError, throttled } from './errors'

/** The slot of a request among those in flight: the refusal when there was none, and what releases it. */
export type Place = { refusal: GraphError | undefined; leave(): void }

export const noPlace: Place = { refusal: undefined, leave: () => undefined }

/** How many requests of one app on one connection were in flight since counting started. */
export type Load = {
  appId: string
  connectionId: string
  requests: number
  now: number
  /** The most at any moment. */
  most: number
  /** The average between the first request and now. */
  mean: number
  refused: number
}

type Counted = Omit<Load, 'mean'> & { since: number; last: number; area: number }

/** Counts operations in flight per app and connection. */
export class InFlight {
  readonly #counts = new Map<string, Counted>()

  enter(appId: string, connectionId: string | undefined, most: number): Place {
    if (connectionId === undefined) return noPlace
    const count = this.#of(appId, connectionId)
    if (count.now >= most) {
      count.refused += 1
      const refusal = throttled(1).because(
        `${count.now} operations of this app are in flight on ${connectionId}.`,
      )
      return { refusal, leave: () => undefined }
    }
    step(count, 1)
    count.requests += 1
    count.most = Math.max(count.most, count.now)
    let left = false
    const leave = () => {
      if (!left) step(count, -1)
      left = true
    }
    return { refusal: undefined, leave }
  }

  list(): Load[] {
    return [...this.#counts.values()].map((count) => {
      const { since, last: _, area: __, ...told } = count
      const elapsed = performance.now() - since
      return { ...told, mean: elapsed > 0 ? areaOf(count) / elapsed : 0 }
    })
  }

  /** Starts counting again. Requests in flight stay counted. */
  forget() {
    const now = performance.now()
    for (const [key, count] of this.#counts) {
      if (count.now === 0) this.#counts.delete(key)
      else Object.assign(count, { requests: 0, refused: 0, most: count.now, since: now, last: now, area: 0 })
    }
  }

  #of(appId: string, connectionId: string) {
    const key = `${appId} ${connectionId.toLowerCase()}`
    const known = this.#counts.get(key)
    if (known) return known
    const at = performance.now()
    const count = {
      appId,
      connectionId,
      requests: 0,
      now: 0,
      most: 0,
      refused: 0,
      since: at,
      last: at,
      area: 0,
    }
    this.#counts.set(key, count)
    return count
  }
}

/** Up to now, as requests times milliseconds. */
const areaOf = ({ area, now, last }: Counted) => area + now * (performance.now() - last)

function step(count: Counted, by: number) {
  count.area = areaOf(count)
  count.last = performance.now()
  count.now += by
}
