const errorCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'throttled',
  'unavailable',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What the browser is told of a failure. `field` names the form field to correct. */
export interface Problem {
  code: ErrorCode | 'bug'
  message: string
  field?: string
  /** Graph's `request-id`, for a support case with Microsoft. */
  graphRequestId?: string
  /** The console's own request id, as it stands in the log. */
  requestId?: string
  /** ISO 8601: before this time the same would be refused again. */
  retryAt?: string
}

/** Graph or the database may answer again in a moment; a refusal stays one. */
export const mayPass = ({ code }: Problem) => code === 'unavailable' || code === 'throttled'
