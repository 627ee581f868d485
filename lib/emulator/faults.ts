/** A scripted failure: the first `times` requests that match get it. */
export type Fault = {
  match: { method?: string; path?: string }
  times: number
  status?: number
  /** Seconds; null or absent sends no Retry-After. */
  retryAfter?: number | null
  error?: string
  message?: string
  /** Sent instead of a Graph error, as text/html: gateways in front of Graph do that. */
  html?: string
  /** Ends the connection without an answer, before or after the request took effect. */
  drop?: 'before' | 'after'
}

type Armed = Fault & { method: string | undefined; pattern: RegExp | undefined }

export class Faults {
  #armed: Armed[] = []

  /** Throws SyntaxError for a path that is no regular expression. */
  add(faults: Fault[]) {
    const armed = faults.map((fault) => ({
      ...fault,
      method: fault.match.method?.toUpperCase(),
      pattern: fault.match.path === undefined ? undefined : new RegExp(fault.match.path, 'i'),
    }))
    this.#armed.push(...armed)
  }

  clear() {
    this.#armed = []
  }

  /** The fault that this request meets, used up by one. */
  take(method: string, path: string): Fault | undefined {
    if (this.#armed.length === 0) return undefined
    const fault = this.#armed.find(
      (one) => (!one.method || one.method === method) && (!one.pattern || one.pattern.test(path)),
    )
    if (!fault) return undefined
    fault.times -= 1
    if (fault.times <= 0) this.#armed = this.#armed.filter((one) => one !== fault)
    return fault
  }
}
