import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node'
import type { AppName } from '../platform/env'
import { AppError } from '../platform/errors'

const words: Record<AppName, string> = {
  CONFIGURATION: 'configuration app',
  INGESTION: 'ingestion app',
  SIGNIN: 'sign-in app',
}

/**
 * What to do about Entra's refusals of an app.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const refusals: Record<string, (app: string, variables: AppName, clientId: string) => string> = {
  AADSTS7000215: (app, variable) =>
    `The client secret of the ${app} is wrong. Set ${variable}_CLIENT_SECRET to the value (not the id) of a secret of this registration.`,
  AADSTS7000222: (app, variable) =>
    `The client secret of the ${app} has expired. Create a new one in Entra and set ${variable}_CLIENT_SECRET.`,
  AADSTS7000216: (app, variable) =>
    `The ${app} has no credential. Set ${variable}_CLIENT_SECRET or ${variable}_CERTIFICATE_FILE.`,
  AADSTS700027: (app, variable) =>
    `Entra does not know the certificate of the ${app}. Upload the certificate in ${variable}_CERTIFICATE_FILE to the registration.`,
  AADSTS700024: (app) =>
    `Entra finds the certificate's assertion of the ${app} out of time. Set the clock of this machine right.`,
  AADSTS700016: (app, variable, clientId) =>
    `The tenant has no app ${clientId}. Check ${variable}_CLIENT_ID and ENTRA_TENANT_ID of the ${app}.`,
  AADSTS7000112: (app) =>
    `The ${app} is disabled in the tenant. Enable it under Enterprise applications in Entra.`,
  AADSTS90002: () => 'Entra knows no such tenant. Check ENTRA_TENANT_ID and ENTRA_AUTHORITY.',
  AADSTS500011: (app) =>
    `Entra knows no such Graph for the ${app}. Check that GRAPH_URL and ENTRA_AUTHORITY are of the same cloud.`,
  AADSTS53003: (app) =>
    `A Conditional Access policy keeps the ${app} out. Ask who manages Conditional Access to let this machine in.`,
}

/** The authority is away or in trouble. */
export const entraAway = (who: string, cause?: unknown) =>
  new AppError('unavailable', `${who} did not answer. Try again in a minute.`, { cause })

/** An AppError with what to do, when the error is Entra's or the network's. Anything else stays a bug. */
export function entraProblem(error: unknown, name: AppName, clientId: string): unknown {
  if (!(error instanceof AuthError)) return error
  const code = aadsts(error)
  const known = code && refusals[code]?.(words[name], name, clientId)
  if (known) return refused(`${known} (${code})`, error)
  const status = error instanceof ServerError ? error.status : undefined
  if (error instanceof ServerError && !(status && (status >= 500 || status === 429))) {
    const reason = code ?? error.errorCode
    return refused(
      `Entra refused the ${words[name]} (${reason}). Look the code up in Entra's sign-in logs, under service principals.`,
      error,
    )
  }
  if (error instanceof ServerError || networkCodes.has(error.errorCode)) {
    return entraAway('Entra', error)
  }
  return error
}

const refused = (message: string, cause: AuthError) => new AppError('unauthenticated', message, { cause })

/** Entra's own number of the failure. The rest of its text may name accounts, so it stays in the log. */
const aadsts = (error: AuthError) => /AADSTS\d+/.exec(error.errorMessage)?.[0]

/** Whether Entra itself says that the account must sign in again (revoked, disabled, policy). */
export const mustSignIn = (error: unknown) =>
  error instanceof InteractionRequiredAuthError ||
  (error instanceof ServerError && error.errorCode === 'invalid_grant')

const networkCodes = new Set(['network_error', 'endpoints_resolution_error', 'post_request_failed'])
