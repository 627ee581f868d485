/** After so long half of the pace is of what came since. */
const halfLifeMs = 30_000

interface Sample {
  at: number
  count: number
}

/** Rows per second: of the last five seconds or so, and a slow mean of them, for an estimate that does not jump. */
export class Rate {
  count = 0
  private readonly samples: Sample[]
  private last: Sample
  private mean: number | undefined

  constructor(private readonly now: () => number = () => performance.now()) {
    this.last = { at: now(), count: 0 }
    this.samples = [this.last]
  }

  perSecond() {
    const sample = { at: this.now(), count: this.count }
    this.samples.push(sample)
    while (this.samples.length > 2 && sample.at - (this.samples[1]?.at ?? 0) >= 5_000) this.samples.shift()
    return between(this.samples[0] ?? sample, sample)
  }

  /** The slow mean. Called about once a second. */
  pace() {
    const sample = { at: this.now(), count: this.count }
    const elapsed = sample.at - this.last.at
    if (elapsed <= 0) return this.mean ?? 0
    const rate = between(this.last, sample)
    const weight = 1 - 0.5 ** (elapsed / halfLifeMs)
    this.mean = this.mean === undefined ? rate : this.mean + (rate - this.mean) * weight
    this.last = sample
    return this.mean
  }
}

function between(from: Sample, to: Sample) {
  const seconds = (to.at - from.at) / 1000
  return seconds > 0 ? (to.count - from.count) / seconds : 0
}
