import { performance } from 'node:perf_hooks'
import type { Tenant } from '../store/tenant'
import { indexSome } from './catch-up'

const everyMs = 50

/**
 * Indexes new items while there are few requests, so that a search rarely has to wait for it and writers are
 * not slowed down. Returns a function that stops it.
 */
export function indexWhenIdle(tenant: Tenant) {
  let before = performance.eventLoopUtilization()
  let ownMs = 0
  let next: NodeJS.Immediate | undefined

  // The next search fails too, and reports it to its client.
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
    // Requests that arrived meanwhile go first.
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
