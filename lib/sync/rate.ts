/** Rows per second over the last five seconds or so. */
export class Rate {
  count = 0
  private samples: { at: number; count: number }[] = [{ at: Date.now(), count: 0 }]

  perSecond() {
    const now = { at: Date.now(), count: this.count }
    this.samples.push(now)
    while (this.samples.length > 2 && now.at - (this.samples[1]?.at ?? 0) >= 5_000) this.samples.shift()
    const [oldest = now] = this.samples
    const seconds = (now.at - oldest.at) / 1000
    return seconds > 0 ? (now.count - oldest.count) / seconds : 0
  }
}
