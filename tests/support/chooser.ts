export interface Chooser {
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  one<T>(from: readonly T[]): T
  /** That many different ones, in the order they were listed. */
  some<T>(from: readonly T[], count: number): T[]
}

/** Choices that look random and are the same for the same seed, on every machine (mulberry32). */
export function chooser(seed: number): Chooser {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    one: <T>(from: readonly T[]) => from[between(0, from.length - 1)] as T,
    some: <T>(from: readonly T[], count: number) => {
      const left = from.map((_, index) => index)
      while (left.length > count) left.splice(between(0, left.length - 1), 1)
      return left.map((index) => from[index] as T)
    },
  }
}
