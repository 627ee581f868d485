import type { Context } from '@/lib/services/context'
import { receiveReport } from '@/lib/services/remote/receive-report'
import { saveRemoteSource } from '@/lib/services/remote/save-remote-source'
import { problemOf } from '@/lib/services/result'
import { apiServer } from './api-server'
import { perform } from './services'
import type { syncTenant } from './sync'

type Tenant = Awaited<ReturnType<typeof syncTenant>>

const statuses: Record<string, number> = {
  unauthenticated: 401,
  conflict: 409,
  'not-found': 404,
  invalid: 400,
}

/** The route that takes reports, as it stands over HTTP, and a console that may call the hosts of tests. */
export async function reporting(tenant: Tenant, hosts: string[]) {
  const settings = { ...tenant.context.settings, allowedHosts: hosts }
  const context: Context = { ...tenant.context, settings }
  const portal = await apiServer(async ({ headers, text }, response) => {
    const call = {
      connectionId: tenant.connectionId,
      headers: new Headers(headers as Record<string, string>),
      body: text,
      requestId: 'r',
    }
    const result = await receiveReport(context, call).catch((error: unknown) => ({
      ok: false as const,
      problem: problemOf(error, 'r', 'report'),
    }))
    if (result.ok) return result.value
    response
      .writeHead(statuses[result.problem.code] ?? 500, { 'content-type': 'application/json' })
      .end(JSON.stringify(result.problem))
  })
  settings.publicUrl = portal.url
  return { context, portal }
}

/** Saves a connector at this address; the secret is told. */
export async function savedConnector(context: Context, connectionId: string, url: string) {
  const { secret } = await perform(saveRemoteSource, context, {
    connectionId,
    config: { url, silentMinutes: 10 },
  })
  if (!secret) throw new Error('No secret was told.')
  return secret
}
