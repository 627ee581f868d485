import type { ErrorCode, Problem } from '../model/problem'
import { storable } from '../model/storable'

const brand = Symbol.for('connectors-console.AppError')

/** An expected failure: a code, a sentence that the admin can act on, and Graph's request id. */
export class AppError extends Error {
  readonly [brand] = true
  readonly code: ErrorCode
  readonly field?: string
  readonly graphRequestId?: string
  readonly status?: number
  /** Graph's own code, innermost first, e.g. `ConnectionAlreadyExists`. */
  readonly graphCode?: string
  /** Before this time the same would be refused again. */
  readonly retryAt?: Date

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      field?: string
      graphRequestId?: string
      status?: number
      graphCode?: string
      retryAt?: Date
      cause?: unknown
    } = {},
  ) {
    // It is kept with runs and in the audit log, and may quote what somebody else has said.
    super(storable(message), { cause: more.cause })
    this.name = 'AppError'
    this.code = code
    this.field = more.field
    this.graphRequestId = more.graphRequestId
    this.status = more.status
    this.graphCode = more.graphCode
    this.retryAt = more.retryAt
  }
}

// Next bundles every route separately, so this class exists several times, and `instanceof` alone would miss some.
Object.defineProperty(AppError, Symbol.hasInstance, {
  value(this: unknown, thrown: unknown) {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, thrown)
    return typeof thrown === 'object' && thrown !== null && brand in thrown
  },
})

/** A failure as it is kept and shown. */
export const asProblem = ({ code, message, field, graphRequestId, retryAt }: AppError): Problem => ({
  code,
  message,
  field,
  graphRequestId,
  ...(retryAt ? { retryAt: retryAt.toISOString() } : {}),
})
