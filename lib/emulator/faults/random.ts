import { createHash } from 'node:crypto'

export type Random = () => number

/** Numbers from 0 to below 1 that are the same for the same seed on every machine (mulberry32). */
export function seededRandom(...seed: (string | number)[]): Random {
  let state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE()
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Latency = { minMs: number; medianMs: number; p95Ms: number; maxMs: number }

const z95 = 1.6448536269514722

/** A lognormal delay above `minMs` with this median and this 95th percentile. */
export function drawLatency({ minMs, medianMs, p95Ms, maxMs }: Latency, random: Random) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const median = medianMs - minMs
  if (median <= 0) return Math.min(medianMs, maxMs)
  const sigma = Math.log((p95Ms - minMs) / median) / z95
  return Math.min(minMs + median * Math.exp(sigma * normal), maxMs)
}
