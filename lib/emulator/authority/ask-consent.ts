import type { Answer } from '../kernel/http'
import type { User } from '../seed/accounts'
import type { App } from '../seed/apps'
import {
  consentForTenant,
  consentForUser,
  mayConsentForTenant,
  missingScopes,
  needsNoAdministrator,
  requestedBy,
} from './consent'
import { declinedConsent, silentConsent } from './consent-errors'
import { approvalPage, consentPage, type Form } from './consent-page'
import type { AuthorityRequest } from './request'
import { graphScopes } from './scopes'

type Asked = { app: App; user: User; scopes: string[]; prompt?: string; form: Form }

/** The consent page for a signed-in user; undefined when everything is consented to. */
export function askConsent(
  request: AuthorityRequest,
  { app, user, scopes, prompt, form }: Asked,
): Answer | undefined {
  const { store } = request.tenant
  const missing = missingScopes(store, app, user, scopes)
  const isForced = prompt === 'consent' || prompt === 'admin_consent'
  if (missing.length === 0 && !isForced) return undefined
  if (prompt === 'none') throw silentConsent(app)
  const decision = request.form.get('consent')
  if (decision === 'cancel') throw declinedConsent()

  const wanted =
    prompt === 'admin_consent'
      ? requestedBy(app)
      : { application: [], delegated: isForced ? graphScopes(scopes) : missing }
  const isAdministrator = mayConsentForTenant(request, user, wanted)
  const mayAccept = prompt !== 'admin_consent' && needsNoAdministrator(request, missing)
  const shown = { app, user, wanted, form }
  if (!isAdministrator && !mayAccept) return approvalPage(shown, request.correlationId)
  if (decision !== 'accept') {
    const organization = prompt === 'admin_consent' ? 'always' : isAdministrator ? 'choose' : 'no'
    return consentPage({ ...shown, organization })
  }
  const isForAll = prompt === 'admin_consent' || request.form.has('organization')
  if (isAdministrator && isForAll) consentForTenant(store, app, wanted)
  else consentForUser(store, app, user, wanted.delegated)
  return undefined
}
