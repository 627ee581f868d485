import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import type { Problem } from '../model/problem'
import { AppError } from '../platform/errors'
import { needStorable } from '../services/storable'
import { accountOfCall, adminOf, type Context, type Needs, services } from './context'
import { currentCall } from './request'
import { invalidInput, problemOf } from './result'
import { forbidden, runAction } from './run-action'

type RouteContext = { params: Promise<unknown> }

/** A GET that a page polls. `params` are those of the path, and of the query where the path has none. */
export function adminRoute<S extends z.ZodType, T>(
  needs: Needs,
  params: S,
  handler: (context: Context, params: z.output<S>, request: Request) => Promise<T> | T,
) {
  return async (request: Request, route: RouteContext): Promise<Response> => {
    const call = await currentCall()
    try {
      const { db, graph, ingestion, ...has } = await services()
      // Polling does not extend a session: otherwise an open tab would never sign out.
      const account = await accountOfCall({ db, graph, ingestion, ...has }, call, { touch: false })
      if (!account) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
      const admin = adminOf(account, needs)
      if (!admin) throw forbidden(account, needs)
      const raw = await paramsOf(request, route)
      needStorable(raw)
      const parsed = params.safeParse(raw)
      if (!parsed.success) throw invalidInput(parsed.error)
      const context = { admin, db, graph, ingestion, requestId: call.requestId }
      return answer(200, await handler(context, parsed.data, request), call.requestId)
    } catch (error) {
      unstable_rethrow(error)
      return failed(problemOf(error, call.requestId, `GET ${new URL(request.url).pathname}`))
    }
  }
}

/**
 * A PUT whose body is a file, handed on as it arrives. It goes through the same checks as an action. Its
 * path must stay out of the matcher in `proxy.ts`, which would hold the body in memory.
 */
export function adminUpload<S extends z.ZodType, T>(
  needs: Needs,
  params: S,
  handler: (context: Context, params: z.output<S>, body: ReadableStream<Uint8Array>) => Promise<T>,
  { audit }: { audit: string },
) {
  return async (request: Request, route: RouteContext): Promise<Response> => {
    const call = await currentCall()
    try {
      const has = await services()
      const limit = has.settings.uploadMaxBytes
      const withBody = async (context: Context, input: z.output<S>) => {
        if (!request.body) throw new AppError('invalid', 'The file is empty. Choose a file that has content.')
        if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
        return handler(context, input, request.body.pipeThrough(atMost(limit))).catch((error: unknown) => {
          throw isCutOff(error) ? cutOff() : error
        })
      }
      const raw = await paramsOf(request, route)
      const action = { audit, needs, input: params, handler: withBody, rethrow: unstable_rethrow }
      const result = await runAction(call, action, raw, has)
      return result.ok ? answer(200, result.value, call.requestId) : failed(result.problem)
    } catch (error) {
      unstable_rethrow(error)
      return failed(problemOf(error, call.requestId, audit))
    }
  }
}

/** Node ends the request's body with this error when the browser was closed or the network broke. */
const isCutOff = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ECONNRESET' && error.message === 'aborted'

const cutOff = () =>
  new AppError('invalid', 'The upload was cut off; nothing of it is kept.', { field: 'file' })

async function paramsOf(request: Request, { params }: RouteContext) {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return { ...query, ...z.record(z.string(), z.unknown()).parse((await params) ?? {}) }
}

function atMost(limit: number) {
  let size = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > limit) throw tooLarge(limit)
      controller.enqueue(chunk)
    },
  })
}

const tooLarge = (limit: number) =>
  new AppError(
    'invalid',
    `The file is larger than ${limit / 1_000_000} MB. Split it, or raise UPLOAD_MAX_MB.`,
    {
      field: 'file',
    },
  )

const statuses: Record<Problem['code'], number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
  bug: 500,
}

const failed = (problem: Problem) => answer(statuses[problem.code], { problem }, problem.requestId)

function answer(status: number, body: unknown, requestId = '') {
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  }
  return Response.json(body ?? null, { status, headers })
}
