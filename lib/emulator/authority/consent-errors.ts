import { EntraError } from './entra-error'

type Named = { clientId: string; name: string }
const unconsented = ({ clientId, name }: Named) =>
  `The user or administrator has not consented to use the application with ID '${clientId}' named '${name}'. Send an interactive authorization request for this user and resource.`
/** For a program that came with a refresh token. */
export const consentNeeded = (app: Named) =>
  new EntraError('invalid_grant', 65001, unconsented(app), 400, 'consent_required')
/** For a browser that was not to ask anybody. */
export const silentConsent = (app: Named) => new EntraError('interaction_required', 65001, unconsented(app))
export const declinedConsent = () =>
  new EntraError('access_denied', 65004, 'User declined to consent to access the app.')
export const deniedAdminConsent = () =>
  new EntraError('consent_required', 65004, 'The resource owner or authorization server denied the request.')
export const adminConsentNeeded = () =>
  new EntraError('access_denied', 90094, 'The grant requires administrator permission.')
