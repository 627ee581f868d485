import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** For how long this process had nothing to do but wait while `work` went on; a busy machine adds nothing to it. */
export async function waitedMs(work: () => unknown): Promise<number> {
  const before = performance.eventLoopUtilization()
  await work()
  return performance.eventLoopUtilization(before).idle
}

/** How late the machine is with what is due: other processes have their share of it too. */
export function watchLateness() {
  const resolution = 10
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  return {
    mostMs() {
      delay.disable()
      return Math.max(0, delay.max / 1e6 - 2 * resolution)
    },
  }
}
