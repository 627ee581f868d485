import type { Fault } from './faults'

/** How long a client is to wait: in seconds, as a date of real time, or also in milliseconds. */
export function retryHeaders({ retryAfter, retryAfterAs, retryAfterMs }: Fault): Record<string, string> {
  const headers: Record<string, string> = {}
  if (retryAfter != null) {
    headers['retry-after'] =
      retryAfterAs === 'date' ? new Date(Date.now() + retryAfter * 1000).toUTCString() : String(retryAfter)
  }
  if (retryAfterMs != null) headers['x-ms-retry-after-ms'] = String(retryAfterMs)
  return headers
}
