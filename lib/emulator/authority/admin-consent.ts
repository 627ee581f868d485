import type { Answer } from '../kernel/http'
import { findUser, listAccounts } from '../seed/accounts'
import type { App } from '../seed/apps'
import { consentForTenant, mayConsentForTenant, type Permissions, requestedBy } from './consent'
import { deniedAdminConsent } from './consent-errors'
import { approvalPage, consentedPage, consentPage } from './consent-page'
import { EntraError, unknownAccount } from './entra-error'
import { errorPage, signInPage } from './page'
import { type AuthorityRequest, appOf, clientOf } from './request'
import { delegatedScopes, graphScopes } from './scopes'

/** Where an administrator grants an app the permissions of its registration. No token is issued. */
export const adminConsent = (request: AuthorityRequest): Answer =>
  answerConsent(request, (app) => ({ wanted: requestedBy(app) }))

/** The same with scopes: `.default` is all of the registration, others are delegated permissions by name. */
export const adminConsentV2 = (request: AuthorityRequest): Answer =>
  answerConsent(request, (app) => {
    const scope = request.query.get('scope')
    const scopes = delegatedScopes(scope, app, request.baseUrl)
    const isDefault = (scope ?? '').split(/\s+/).some((one) => /(?:^|\/)\.default$/.test(one))
    const wanted = isDefault ? requestedBy(app) : { application: [], delegated: graphScopes(scopes) }
    return { wanted, scope: scope ?? '' }
  })

type Asked = { wanted: Permissions; scope?: string }

function answerConsent(request: AuthorityRequest, ask: (app: App) => Asked): Answer {
  const { query, form, tenant, correlationId } = request
  try {
    const { app, redirectUri } = asking(request)
    const asked = ask(app)
    const back = (error?: EntraError) => leadBack(request, redirectUri, asked.scope, error)
    const account = request.method === 'POST' ? form.get('account') : null
    if (!account) return signInPage({ ...listAccounts(tenant.store), app, hint: '', search: String(query) })
    const user = findUser(tenant.store, account)
    if (!user?.accountEnabled) throw unknownAccount(account)
    if (form.get('consent') === 'cancel') return back(deniedAdminConsent())
    const { wanted } = asked
    const target = { action: `?${query}`, hidden: { account: user.userPrincipalName } }
    const shown = { app, user, wanted, form: target }
    if (!mayConsentForTenant(request, user, wanted)) return approvalPage(shown, correlationId)
    if (form.get('consent') !== 'accept') return consentPage({ ...shown, organization: 'always' })
    consentForTenant(tenant.store, app, wanted)
    return back()
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return errorPage(error, correlationId)
  }
}

/** An administrator may open the page without a redirect URI. */
function asking(request: AuthorityRequest): { app: App; redirectUri: string | undefined } {
  if (request.query.get('redirect_uri')) return clientOf(request, request.query)
  const app = appOf(request, request.query)
  return { app, redirectUri: app.redirectUris[0] }
}

function leadBack(
  { query, tenant, correlationId }: AuthorityRequest,
  redirectUri: string | undefined,
  scope: string | undefined,
  error: EntraError | undefined,
): Answer {
  if (redirectUri === undefined) return error ? errorPage(error, correlationId) : consentedPage()
  const target = new URL(redirectUri)
  const state = query.get('state')
  const result = error
    ? { error: error.error, error_description: error.describe(correlationId).description }
    : { tenant: tenant.id, ...(scope === undefined ? {} : { scope }) }
  const all = { admin_consent: 'True', ...result, ...(state === null ? {} : { state }) }
  for (const [name, value] of Object.entries(all)) target.searchParams.set(name, value)
  return { status: 302, headers: { location: String(target), 'cache-control': 'no-store' } }
}
