import { randomUUID } from 'node:crypto'
import type { Answer } from '../kernel/http'

/** A refusal as Entra words it: an OAuth error with an AADSTS code. */
export class EntraError extends Error {
  constructor(
    readonly error: string,
    readonly code: number,
    message: string,
    readonly status = 400,
    readonly suberror?: string,
  ) {
    super(message)
  }

  describe(correlationId: string) {
    const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
    const traceId = randomUUID()
    const lines = [
      `AADSTS${this.code}: ${this.message}`,
      `Trace ID: ${traceId}`,
      `Correlation ID: ${correlationId}`,
      `Timestamp: ${timestamp}`,
    ]
    return { timestamp, traceId, description: lines.join(' ') }
  }

  toAnswer(correlationId: string): Answer {
    const { timestamp, traceId, description } = this.describe(correlationId)
    const body = {
      error: this.error,
      ...(this.suberror === undefined ? {} : { suberror: this.suberror }),
      error_description: description,
      error_codes: [this.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
    }
    return { status: this.status, body }
  }
}

export const missingParameter = (name: string) =>
  new EntraError(
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  )
export const unknownTenant = (name: string) =>
  new EntraError(
    'invalid_request',
    90002,
    `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  )
export const unknownApp = (clientId: string) =>
  new EntraError(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  )
export const wrongRedirect = (redirectUri: string, clientId: string) =>
  new EntraError(
    'invalid_request',
    50011,
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. Make sure the redirect URI sent in the request matches one added to the application.`,
  )
export const otherRedirect = () =>
  new EntraError(
    'invalid_client',
    500112,
    'The reply address does not match the reply address provided when requesting Authorization code.',
  )
export const wrongVerifier = () =>
  new EntraError(
    'invalid_grant',
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  )
export const reusedCode = () =>
  new EntraError(
    'invalid_grant',
    54005,
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  )
export const expiredGrant = () =>
  new EntraError(
    'invalid_grant',
    70008,
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  )
export const invalidGrant = () =>
  new EntraError('invalid_grant', 70000, 'Provided grant is invalid or malformed.')
export const unsupportedGrant = (name: string) =>
  new EntraError('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${name}'.`)
export const noTenant = () =>
  new EntraError(
    'invalid_request',
    50059,
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  )
export const appScope = (scope: string) =>
  new EntraError(
    'invalid_scope',
    1002012,
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  )
export const unknownResource = (resource: string) =>
  new EntraError(
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  )
export const unknownScope = (scope: string) =>
  new EntraError(
    'invalid_client',
    650053,
    `The application asked for scope '${scope}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'.`,
  )
export const unsupportedResponse = (type: string) =>
  new EntraError(
    'unsupported_response_type',
    700054,
    `response_type '${type}' is not enabled for the application.`,
  )
export const signInNeeded = () =>
  new EntraError('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.')
export const unknownAccount = (name: string) =>
  new EntraError('access_denied', 50034, `The user account ${name} does not exist in the Contoso directory.`)
export const disabledAccount = () => new EntraError('access_denied', 50057, 'The user account is disabled.')
export const invalidInstance = () => new EntraError('invalid_instance', 50049, 'Unknown or invalid instance.')
export const badChallenge = () =>
  new EntraError('invalid_request', 501491, 'Invalid size of Code_Challenge parameter.')
