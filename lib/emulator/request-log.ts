export type LoggedRequest = {
  at: string
  method: string
  path: string
  status: number
  requestId: string
  appId?: string
  /** Why it was refused: what Graph says, and what it leaves unsaid. */
  reason?: string
  durationMs: number
}

/** The last requests, oldest first. */
export class RequestLog {
  readonly #ring: LoggedRequest[] = []
  #next = 0

  constructor(readonly size = 1000) {}

  add(request: LoggedRequest) {
    this.#ring[this.#next % this.size] = request
    this.#next += 1
  }

  list() {
    const start = this.#next % this.size
    if (this.#next <= this.size) return this.#ring.slice()
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)]
  }

  clear() {
    this.#ring.length = 0
    this.#next = 0
  }
}
