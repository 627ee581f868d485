import { performance } from 'node:perf_hooks'
import type { Tenant } from '../store/tenant'
import { indexSome } from './catch-up'

const everyMs = 50

/**
 * Indexes what was written while hardly anybody asks for anything, so that no search has to wait for much of
 * it and no writer has less of the machine. Returns what ends it.
 */
export function indexWhenIdle(tenant: Tenant) {
  let before = performance.eventLoopUtilization()
  let ownMs = 0
  let next: NodeJS.Immediate | undefined

  // The next search fails as well, and says so to somebody.
  const attempt = () => {
    try {
      return indexSome(tenant)
    } catch (error) {
      clearInterval(timer)
      process.stderr.write(`Indexing failed\n${error instanceof Error ? error.stack : String(error)}\n`)
      return false
    }
  }

  const work = (end: number) => {
    const started = performance.now()
    const more = attempt()
    const now = performance.now()
    ownMs += now - started
    // Requests that came in the meantime have their turn first.
    next = more && now < end ? setImmediate(work, end).unref() : undefined
  }

  const timer = setInterval(() => {
    const { active } = performance.eventLoopUtilization(before)
    before = performance.eventLoopUtilization()
    const othersMs = active - ownMs
    ownMs = 0
    if (!next && othersMs < everyMs / 10) work(performance.now() + everyMs / 2)
  }, everyMs).unref()

  return () => {
    clearInterval(timer)
    clearImmediate(next)
  }
}
