import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { authorityOutcome } from '../faults/authority'
import type { Faults } from '../faults/faults'
import { parseForm, type Received } from '../kernel/body'
import type { Answer } from '../kernel/http'
import type { RequestLog } from '../kernel/request-log'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { logAuthority } from './log'
import { answerAuthority, type authorityRoute } from './routes'
import type { Tokens } from './tokens'

type Parts = { tenant: Tenant; tokens: Tokens; faults: Faults; log: RequestLog }
type Asked = {
  method: string
  path: string
  search: string
  headers: IncomingHttpHeaders
  received: Received
  baseUrl: string
}
type Route = NonNullable<ReturnType<typeof authorityRoute>>

/** What the authority answers, faults included, with a line in the log. Undefined drops the connection. */
export async function askAuthority(
  { tenant, tokens, faults, log }: Parts,
  { method, path, search, headers, received, baseUrl }: Asked,
  route: Route,
): Promise<Answer | undefined> {
  const correlation = headers['client-request-id']
  const request = {
    tenant,
    tokens,
    method,
    tenantName: route.tenantName,
    query: new URLSearchParams(search),
    form: parseForm(received, headers['content-type'], rulesOf(tenant.settings).formContentType === 'any'),
    headers,
    baseUrl,
    correlationId: typeof correlation === 'string' ? correlation : randomUUID(),
  }
  const started = performance.now()
  const met = faults.take(method, path, 'authority')
  const answered = await authorityOutcome(met, request.correlationId, () => answerAuthority(request, route))
  logAuthority(log, request, `${path}${search}`, answered ?? { status: 0 }, started)
  return answered
}
