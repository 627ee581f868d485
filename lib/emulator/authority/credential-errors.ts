import { EntraError } from './entra-error'

export const wrongSecret = (clientId: string) =>
  new EntraError(
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    401,
  )
export const noCredential = () =>
  new EntraError(
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    401,
  )
export const malformedAssertion = () =>
  new EntraError('invalid_client', 50027, 'JWT token is invalid or malformed.', 401)
export const unknownCertificate = (clientId: string) =>
  new EntraError(
    'invalid_client',
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application '${clientId}', or its signature does not match.`,
    401,
  )
export const noFederation = ({ clientId, name }: { clientId: string; name: string }) =>
  new EntraError(
    'invalid_client',
    70025,
    `The client '${clientId}'(${name}) has no configured federated identity credentials.`,
    401,
  )
const unmatched = (what: string, value: string) =>
  `No matching federated identity record found for presented assertion ${what} '${value}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`
export const unknownIssuer = (issuer: string) =>
  new EntraError('invalid_client', 700211, unmatched('issuer', issuer), 401)
export const unknownAudience = (audience: string) =>
  new EntraError('invalid_client', 700212, unmatched('audience', audience), 401)
export const unknownSubject = (subject: string) =>
  new EntraError('invalid_client', 700213, unmatched('subject', subject), 401)
export const unreachableIssuer = (address: string) =>
  new EntraError('invalid_client', 50166, `Request to External OIDC endpoint failed: ${address}`, 401)
export const wrongSignature = () =>
  new EntraError('invalid_client', 50013, 'Assertion failed signature validation.', 401)
export const staleAssertion = () =>
  new EntraError('invalid_client', 700024, 'Client assertion is not within its valid time range.', 401)
export const wrongAssertionAudience = () =>
  new EntraError(
    'invalid_client',
    700023,
    'Client assertion audience claim does not match Realm issuer.',
    401,
  )
export const wrongAssertionSubject = () =>
  new EntraError(
    'invalid_client',
    700021,
    "Client assertion 'iss' and 'sub' claims do not match the client_id of the request.",
    401,
  )
