import type { IncomingHttpHeaders } from 'node:http'
import type { Version } from './http'
import type { Place } from './in-flight'

export type GraphRequest = {
  method: string
  version: Version
  /** Below the version, still encoded. */
  path: string
  search: string
  headers: IncomingHttpHeaders
  /** Reads the JSON body, or throws GraphError. */
  body: () => unknown
  /** The body as it came, for the log. */
  sent?: unknown
  baseUrl: string
  /** Its slot among the requests in flight, from its first byte on. An inner request gets one when it starts. */
  place?: Place
}

export const hasBody = ({ sent }: GraphRequest) =>
  sent instanceof Uint8Array ? sent.length > 0 : sent !== undefined && sent !== null

/** Names of system options in lower case. */
export function queryOf(search: string) {
  const query = new URLSearchParams()
  if (search.length > 1) {
    for (const [name, value] of new URLSearchParams(search)) query.append(name.toLowerCase(), value)
  }
  return query
}
