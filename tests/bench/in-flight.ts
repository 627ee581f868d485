import type { Graph } from '@/lib/graph/client'

/** Counts how many items are in flight, as a mean over the time from the first to the last. */
export class InFlight {
  private now = 0
  private area = 0
  private first: number | undefined
  private last = 0

  watch = (graph: Graph): Graph => ({
    call: async (method, ...rest) => {
      if (method !== 'put') return await graph.call(method, ...rest)
      this.change(1)
      return await graph.call(method, ...rest).finally(() => this.change(-1))
    },
  })

  /** The mean since it was asked last. */
  mean() {
    const mean = this.area / (this.last - (this.first ?? this.last))
    this.area = 0
    this.first = undefined
    return mean
  }

  private change(by: 1 | -1) {
    const at = performance.now()
    if (this.first === undefined) this.first = at
    else this.area += this.now * (at - this.last)
    this.last = at
    this.now += by
  }
}
