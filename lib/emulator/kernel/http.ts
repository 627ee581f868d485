import type { IncomingHttpHeaders } from 'node:http'
import type { Tenant } from '../store/tenant'

export type Version = 'v1.0' | 'beta'

/** Who calls, from a verified token. Directory roles (`wids`) come with delegated tokens only. */
export type Caller = {
  appId: string
  kind: 'app' | 'user'
  permissions: Set<string>
  wids: Set<string>
  userId?: string
}

export type Ctx = {
  tenant: Tenant
  version: Version
  method: string
  /** The value of a `:name` segment, decoded. Throws when the route has no such segment. */
  param(name: string): string
  /** Names of system options are lower-cased: `query.get('$select')`. */
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** The parsed JSON; undefined when there was no body. */
  body: unknown
  caller: Caller
  /** True when only an OwnedBy permission lets this caller in, so that other apps' connections are out of reach. */
  ownedOnly: boolean
  /** Scheme and host as the client used them, without a trailing slash. */
  baseUrl: string
  /** Runs another request as the same caller, with permissions, throttling and faults: what `$batch` needs. */
  dispatch(request: InnerRequest): Promise<SentAnswer>
}

export type InnerRequest = {
  method: string
  /** Relative to the version, with a leading slash, still encoded. */
  url: string
  headers: Record<string, string>
  body: unknown
}

/** `body` as a string is sent as it is (already JSON unless the headers say otherwise). */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
export type SentAnswer = Answer & { headers: Record<string, string> }
export type Handler = (ctx: Ctx) => Answer | Promise<Answer>

/** Keys are `METHOD /path/:param` without the version. `name('x')` and `name(key='x')` arrive as `/name/x`. */
export type Routes = Record<`${string} /${string}`, Handler>
