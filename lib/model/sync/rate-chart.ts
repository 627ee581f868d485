import { type RunSample, ratePerSecond } from './samples'
import type { SourceHolds } from './source'

interface Frame {
  width: number
  heights: { rate: number; flight: number }
  /** The rate that is possible, for its dashed line. */
  possible: number | null
  /** The limit of requests in flight. */
  most: number
  /** What is sent. */
  holds?: SourceHolds
}

/** Above the highest value stays so much of a lane free. */
const air = 1.1

/** The lanes of the chart as points of SVG, and what each shows in words. */
export function chartOf(
  samples: readonly RunSample[],
  { width, heights, possible, most, holds = 'items' }: Frame,
) {
  const periods = samples.map((sample) => {
    const end = Date.parse(sample.at)
    return { ...sample, start: end - sample.ms, end, rate: ratePerSecond(sample) }
  })
  const from = Math.min(...periods.map(({ start }) => start))
  const to = Math.max(...periods.map(({ end }) => end), from + 1)
  const x = (at: number) => round(((at - from) / (to - from)) * width)
  const highest = Math.max(...periods.map(({ rate }) => rate), possible ?? 0, 1)
  const down = (height: number, top: number) => (value: number) =>
    round(height - (value / (top * air)) * height)
  const rateY = down(heights.rate, highest)
  const flightY = down(heights.flight, most)

  const middles = periods.map(({ start, end, rate }) => `${x((start + end) / 2)},${rateY(rate)}`)
  const [first, last] = [periods[0], periods.at(-1)]
  const line = [
    first && `${x(first.start)},${rateY(first.rate)}`,
    ...middles,
    last && `${x(last.end)},${rateY(last.rate)}`,
  ]
    .filter(Boolean)
    .join(' ')
  const base = heights.flight
  const flight = periods.map(
    ({ start, end, inFlightHigh }) =>
      `${x(start)},${base} ${x(start)},${flightY(inFlightHigh)} ${x(end)},${flightY(inFlightHigh)} ${x(end)},${base}`,
  )
  const slow = periods.filter(({ throttled, heldMs }) => throttled > 0 || heldMs > 0)
  const rates = periods.map(({ rate }) => rate)
  const times = slow.reduce((sum, { throttled }) => sum + throttled, 0)
  return {
    from,
    to,
    topRate: highest.toFixed(highest < 10 ? 1 : 0),
    limitY: possible === null ? null : rateY(possible),
    flightY: flightY(most),
    rate: { line, area: `0,${heights.rate} ${line} ${width},${heights.rate}` },
    flight: flight.join(' '),
    // Wide enough to be seen in a long run.
    throttled: slow.map(({ start, end }) => ({ x: x(start), width: Math.max(x(end) - x(start), 3) })),
    words: {
      rate: `${holds === 'groups' ? 'Members added' : 'Items sent'} per second: from ${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)}`,
      flight: `Requests in flight: at most ${Math.max(...periods.map(({ inFlightHigh }) => inFlightHigh))} of ${most}`,
      throttled:
        slow.length === 0
          ? 'Graph did not ask to slow down'
          : `Graph asked to slow down ${times} times in ${slow.length} of ${periods.length} periods`,
    },
  }
}

const round = (value: number) => Math.round(value * 10) / 10
