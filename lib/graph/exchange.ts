import { randomUUID } from 'node:crypto'
import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { answerText } from '../platform/answer-text'
import { AppError } from '../platform/errors'
import { attemptMs, isTransientStatus, pause, retryAfter, type Tries } from '../platform/retry'
import { unreachable } from './failure'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A wait that Graph asked for, or before a retry. */
export interface Throttle {
  status: number | undefined
  waitMs: number
  /** Whether Graph named the wait. */
  asked: boolean
}

export interface Answer {
  status: number
  headers: Headers
  text: string
}

/** More than any item or page of a list may have. */
const mostBytes = 64_000_000

/** The input and the outcome of one call. */
export class Call {
  answer: Answer | undefined
  failure: unknown

  constructor(
    readonly method: Method,
    readonly tries: Tries,
    readonly retry: boolean,
    readonly onThrottle: (throttle: Throttle) => void,
    private readonly hooks: Hooks,
  ) {}

  get signal() {
    return this.hooks.signal
  }

  /** Waits until a try may be sent. */
  gate = () => this.hooks.gate?.(this.signal)

  /** Throws when nothing may be sent any more. */
  check = () => this.hooks.check?.()

  /** Waits before a retry. */
  rest = (ms: number) => pause(ms, this.hooks.stop ?? this.signal)
}

/** What a caller wants to do around each try. */
interface Hooks {
  signal?: AbortSignal
  gate?: (signal?: AbortSignal) => Promise<void>
  check?: () => void
  stop?: AbortSignal
}

/**
 * The SDK's middleware chain in one piece: token, tries, fetch. The SDK's own sends no token over plain
 * http, and retries neither a broken connection nor a half-read body.
 */
export class Exchange implements Middleware {
  constructor(private readonly token: (renew?: boolean) => Promise<string>) {}

  async execute(context: Context) {
    const call = context.middlewareControl?.getMiddlewareOptions(Call)
    if (!(call instanceof Call)) throw new Error('A request to Graph without its call.')
    try {
      call.answer = await this.untilAnswered(context, call)
    } catch (error) {
      call.failure = error
      throw error
    }
  }

  private async untilAnswered(context: Context, call: Call): Promise<Answer> {
    let renewed = false
    let renew = false
    for (;;) {
      const answer = await this.attempt(context, call, renew)
      const status = answer instanceof AppError ? undefined : answer.status
      renew = status === 401 && !renewed
      if (renew) {
        renewed = true
        continue
      }

      const askedMs = asked(answer)
      const waitMs = mayTryAgain(call, status) ? call.tries.next(askedMs) : null
      if (waitMs === null) {
        if (answer instanceof AppError) throw answer
        // This call has no time for it, but the wait holds for others.
        if (askedMs !== undefined && isTransientStatus(answer.status, call.method))
          call.onThrottle({ status, waitMs: askedMs, asked: true })
        return answer
      }
      call.onThrottle({ status, waitMs, asked: askedMs !== undefined })
      await call.rest(waitMs)
    }
  }

  /** One request. A connection that cannot be made or breaks is a value, for it may be tried again. */
  private async attempt(context: Context, call: Call, renew: boolean): Promise<Answer | AppError> {
    await call.gate()
    call.signal?.throwIfAborted()
    const token = await this.token(renew)
    call.check()
    // Not AbortSignal.timeout: Node keeps each until it fires, which would be 50,000 of them in a sync.
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error('Graph did not answer in time.')), attemptMs.graph)
    const requestId = randomUUID()
    try {
      const response = await fetch(context.request, {
        method: context.options?.method,
        body: context.options?.body,
        headers: {
          ...context.options?.headers,
          authorization: `Bearer ${token}`,
          'client-request-id': requestId,
        },
        redirect: 'manual',
        signal: call.signal ? AbortSignal.any([call.signal, late.signal]) : late.signal,
      })
      context.response = response
      const text = await answerText(response, mostBytes)
      return { status: response.status, headers: response.headers, text }
    } catch (error) {
      call.signal?.throwIfAborted()
      if (error instanceof AppError) throw error
      return unreachable(error, requestId)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Without an answer, `status` is undefined. */
const mayTryAgain = ({ retry, method }: Call, status: number | undefined) =>
  retry ? status === undefined || isTransientStatus(status, method) : status === 429

const asked = (answer: Answer | AppError) =>
  answer instanceof AppError ? undefined : retryAfter(answer.headers)
