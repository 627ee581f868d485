import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from './children'

/** A program that ends so soon by itself would do so again: its message is on the terminal. */
const tooSoonMs = 10_000
const mostRestarts = 5
const withinMs = 60_000

export interface Kept {
  /** The process as it runs now. */
  readonly child: ChildProcess
  /** Ends it for good. */
  stop(): Promise<void>
  /** Ends it at once and for good, as a power cut would. */
  kill(): Promise<void>
}

interface Options {
  /** It may have to be started more than once, until what the last one left is gone. */
  endsEarly?: boolean
  /** What ends it in order. */
  signal?: NodeJS.Signals
  /** Waits for what it needs before it is started again, and answers whether it had to. What was waited for counts as no fault. */
  wait?: () => Promise<boolean>
}

/**
 * Keeps a program running: when its process dies, another one is started. `onGivenUp` is called when it ends by itself
 * right after its start, or dies again and again.
 */
export function keepRunning(
  start: () => ChildProcess,
  onGivenUp: () => void,
  { endsEarly = false, signal = 'SIGTERM', wait = async () => false }: Options = {},
): Kept {
  let stopping = false
  const restarts: number[] = []
  let child = begin()

  function begin() {
    const startedAt = Date.now()
    const started = start()
    started.once('exit', (code) => void again(code, Date.now() - startedAt))
    return started
  }

  async function again(code: number | null, livedMs: number) {
    if (stopping) return
    if (await wait()) restarts.length = 0
    const now = Date.now()
    restarts.push(now)
    while (now - (restarts[0] ?? now) > withinMs) restarts.shift()
    const refused = !endsEarly && code !== null && livedMs < tooSoonMs
    if (refused || restarts.length > mostRestarts) return onGivenUp()
    await sleep(250 * restarts.length)
    if (!stopping) child = begin()
  }

  return {
    get child() {
      return child
    },
    async stop() {
      stopping = true
      await end(child, signal)
    },
    async kill() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}
