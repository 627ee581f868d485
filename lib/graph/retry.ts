/** How often and how patiently a call is tried (docs/graph-contract.md#retry-policy). */
export interface Patience {
  /** Wait before the second try, doubled with each further one, when Graph does not name a time. */
  backoffMs: number
  /** A longer wait than this in all is not begun: the caller is told instead. */
  waitMs: number
}

export const tries = 6
const longestBackoffMs = 60_000

const mayRetry = new Set([408, 429, 502, 503, 504])

export function isTransient(status: number, method: string) {
  return mayRetry.has(status) || (status === 500 && method !== 'post')
}

/** Milliseconds that Graph asks to wait, from `x-ms-retry-after-ms` or `Retry-After` (seconds or a date). */
export function retryAfter(headers: Headers, now = Date.now()) {
  const milliseconds = Number(headers.get('x-ms-retry-after-ms'))
  if (milliseconds > 0) return milliseconds
  const header = headers.get('retry-after')
  if (!header) return undefined
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return wait > 0 ? wait : undefined
}

/** Wait after the try number `tried` (from 1): 1, 2, 4 … times the backoff, of that a random half to whole. */
export function backoff(tried: number, backoffMs: number) {
  const whole = Math.min(backoffMs * 2 ** (tried - 1), longestBackoffMs)
  return whole / 2 + (Math.random() * whole) / 2
}

/** Waits, or rejects with the signal's reason as soon as it is aborted. */
export function pause(ms: number, signal?: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
