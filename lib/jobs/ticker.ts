import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '../platform/log'

/** Does the work again and again, `ms` after it has ended, until the signal is aborted. A failure ends nothing. */
export function startTicker(
  ms: number,
  work: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
): { stopped: Promise<void> } {
  async function go() {
    while (!signal.aborted) {
      try {
        await work(signal)
      } catch (error) {
        if (!signal.aborted) log().error({ err: error }, 'what is done every few seconds failed')
      }
      await sleep(ms, undefined, { signal, ref: false }).catch(() => signal.aborted)
    }
  }
  return { stopped: go() }
}
