export type InnerError = { code?: string; source?: string; message?: string }
export type ErrorDetail = { code: string; message: string; target?: string }

/** A refusal as Graph words it. `reason` is never sent: the request log and the inspector show it. */
export class GraphError extends Error {
  target?: string
  details?: ErrorDetail[]
  reason?: string

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly inner: InnerError = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }

  because(reason: string) {
    this.reason = reason
    return this
  }

  at(target: string, details?: ErrorDetail[]) {
    this.target = target
    this.details = details
    return this
  }

  toBody(requestId: string, clientRequestId: string, now = new Date()) {
    const { code, message, target, details, inner } = this
    return {
      error: {
        code,
        message,
        ...(target === undefined ? {} : { target }),
        ...(details === undefined ? {} : { details }),
        innerError: {
          ...inner,
          date: now.toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId,
        },
      },
    }
  }
}

const missing = (source: string) =>
  new GraphError(404, 'ItemNotFound', 'The requested resource does not exist.', {
    code: 'ResourceNotFound',
    source,
    message: `'${source}' was not found.`,
  })

export const connectionNotFound = () => missing('Connection')
export const schemaNotFound = () => missing('Schema')
export const itemNotFound = (source = 'Item') => missing(source)
export const operationNotFound = () => missing('Operation')
export const schemaDelete = () => new GraphError(404, 'UnknownError', '')

export const malformed = (message = 'The request is malformed or incorrect.', inner?: InnerError) =>
  new GraphError(400, 'BadRequest', message, inner)
export const unreadable = () =>
  malformed(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  )
/** Recorded for a connection id with a hyphen. */
export const invalidRequest = (inner?: InnerError) =>
  new GraphError(400, 'InvalidRequest', 'The request is malformed or incorrect.', inner)
export const segmentNotFound = (segment: string) =>
  new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`)
export const batchTooMany = (most = 20) =>
  new GraphError(400, 'BadRequest', `Number of batch request steps exceeds the maximum value of ${most}.`)

export const nameConflict = (
  message = 'The specified connection name already exists.',
  inner: InnerError = { code: 'ConnectionAlreadyExists', source: 'Connection' },
) => new GraphError(409, 'NameAlreadyExists', message, inner)
export const brokenCard = () =>
  new GraphError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.')

const authorize = 'https://login.microsoftonline.com/common/oauth2/authorize'
const graphId = '00000003-0000-0000-c000-000000000000'
const challenge = {
  'www-authenticate': `Bearer realm="", authorization_uri="${authorize}", client_id="${graphId}"`,
}
export const unauthenticated = (message = 'Access token is empty.') =>
  new GraphError(401, 'InvalidAuthenticationToken', message, {}, challenge)
export const tokenExpired = () => unauthenticated('Lifetime validation failed, the token is expired.')
export const delegatedItemWrite = () =>
  new GraphError(401, 'Unauthorized', 'The request lacks valid authentication credentials.')
export const missingRole = () =>
  new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
export const notOwner = () =>
  new GraphError(403, 'AccessDenied', 'Access is denied to the requested resource.')

export const throttled = (retryAfterSeconds: number | null = 1) =>
  new GraphError(
    429,
    'TooManyRequests',
    'The request has been throttled.',
    {},
    retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
  )
export const tooLarge = (status = 413) =>
  new GraphError(status, 'RequestEntityTooLarge', 'The request size exceeds the maximum limit.')
export const methodNotAllowed = () =>
  new GraphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.')
export const failedDependency = () =>
  new GraphError(424, 'FailedDependency', 'A request this one depends on failed.')
export const generalException = () =>
  new GraphError(500, 'generalException', 'General exception while processing.')
