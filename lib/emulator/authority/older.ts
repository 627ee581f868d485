import type { Answer } from '../kernel/http'
import { authorize } from './authorize'
import { startDeviceCode } from './device-code'
import { missingParameter } from './entra-error'
import type { AuthorityRequest } from './request'
import { token } from './token'

const graph = 'https://graph.microsoft.com'

/**
 * The older authority names a resource where the newer one has scopes. A request to it is one for all that
 * the app has consent for, and its answers count in strings.
 */
function fresh(request: AuthorityRequest, part: 'query' | 'form', resource: string | null): AuthorityRequest {
  const parameters = new URLSearchParams(request[part])
  const all = `${resource}/.default`
  const isApp = parameters.get('grant_type') === 'client_credentials'
  if (resource) parameters.set('scope', isApp ? all : `openid offline_access ${all}`)
  return { ...request, [part]: parameters, older: true }
}

function demandResource({ form }: AuthorityRequest) {
  if (!form.get('resource')) throw missingParameter('resource')
}

export const authorizeOlder = (request: AuthorityRequest) =>
  authorize(fresh(request, 'query', request.query.get('resource') || graph))

export async function startDeviceCodeOlder(request: AuthorityRequest): Promise<Answer> {
  demandResource(request)
  const answer = await startDeviceCode(fresh(request, 'form', request.form.get('resource')))
  const { verification_uri: page, ...rest } = answer.body as Record<string, unknown>
  return { ...answer, body: texts({ ...rest, verification_url: page }) }
}

export async function tokenOlder(request: AuthorityRequest): Promise<Answer> {
  if (request.form.get('grant_type') === 'client_credentials') demandResource(request)
  const answer = await token(fresh(request, 'form', request.form.get('resource')))
  if (answer.status !== 200) return answer
  const body = answer.body as Record<string, unknown>
  const now = Math.floor(Date.now() / 1000)
  const resource = request.form.get('resource') || graph
  const times = { expires_on: now + Number(body.expires_in), not_before: now - 300, resource }
  return { ...answer, body: texts({ ...body, ...times }) }
}

const texts = (body: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
