import { expect } from 'vitest'

/** Some systems count the time of a thread in steps of 4 ms: what is measured lasts many of them. */
const blockMs = 30

/**
 * The time that this thread spends in one call of `work`, in milliseconds: the mean of as many calls as fill
 * a block. What other processes and threads do at the same time is not in it.
 */
export async function threadMs(work: () => unknown) {
  const before = process.threadCpuUsage()
  for (let calls = 1; ; calls++) {
    await work()
    const { user, system } = process.threadCpuUsage(before)
    const spent = (user + system) / 1000
    if (spent >= blockMs || calls === 10_000) return spent / calls
  }
}

/**
 * Expects that `make(count * times)` takes time in proportion to `make(count)`. What grows with the square
 * takes `times` times as long again, so the limit lies between the two: four times the proportion.
 *
 * Noise only ever adds time. The small size is therefore the median of several measurements, and the large one
 * is measured until one of them is within the limit: work of the square never is.
 *
 * @param make gives the work for a size; what it prepares is not measured
 * @param count the small size
 */
export async function expectLinear(make: (count: number) => () => unknown, count: number, times = 10) {
  const small = make(count)
  await threadMs(small)
  const measured = [await threadMs(small), await threadMs(small), await threadMs(small)]
  const once = Math.max(measured.toSorted((one, other) => one - other)[1] ?? 0, 0.05)

  const large = make(count * times)
  const limit = 4 * times * once
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 10 && best > limit; run++) best = Math.min(best, await threadMs(large))
  expect(best, `${times} times the size against ${once.toFixed(2)} ms`).toBeLessThanOrEqual(limit)
}
