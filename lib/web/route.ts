import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { withSignal } from '../graph/deadline'
import { AppError } from '../platform/errors'
import type { Command, Query } from '../services/command'
import type { Resources } from '../services/context'
import { ask } from '../services/execute'
import { problemOf } from '../services/result'
import { answer, failed, headersOf } from './answer'
import { actorOf, contextOf, resources } from './context'
import { currentCall } from './request'
import { runCommand } from './run-command'
import { type Still, trustOf, whileTrusted } from './trusted'

type RouteContext = { params: Promise<unknown> }

/** A GET route over a query, for what a page polls. Its input are the params of path and query string. */
export const route = <S extends z.ZodType, T>(query: Query<S, T>) =>
  // Polling does not extend a session: otherwise an open tab would never sign out.
  get(query, { touch: false }, (value, requestId) => answer(200, value, requestId))

/** A file that a query writes as it reads. */
export interface Download {
  fileName: string
  type: string
  text: AsyncIterable<string>
}

/** A GET route over a query, for a file to keep. */
export const download = <S extends z.ZodType>(query: Query<S, Download>) =>
  get(query, { touch: true }, ({ fileName, type, text }, requestId, still) => {
    const disposition = `attachment; filename="${fileName}"`
    return new Response(streamOf(text).pipeThrough(whileTrusted(still)), {
      headers: { ...headersOf(requestId), 'content-type': type, 'content-disposition': disposition },
    })
  })

function streamOf(text: AsyncIterable<string>) {
  const encoder = new TextEncoder()
  const parts = text[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return?.()
    },
  })
}

/** What is read from Graph for somebody ends when they have left. */
const untilLeft = (has: Resources, signal: AbortSignal): Resources => ({
  ...has,
  configuration: withSignal(has.configuration, signal),
  ingestion: withSignal(has.ingestion, signal),
})

const get =
  <S extends z.ZodType, T>(
    query: Query<S, T>,
    { touch }: { touch: boolean },
    respond: (value: T, requestId: string, still: Still) => Response,
  ) =>
  async (request: Request, where: RouteContext): Promise<Response> => {
    const call = await currentCall()
    try {
      const has = untilLeft(await resources(), request.signal)
      const actor = await actorOf(has, call, { touch })
      if (!actor) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
      const value = await ask(query, contextOf(has, actor, call), await paramsOf(request, where))
      return respond(value, call.requestId, trustOf(has, call, actor))
    } catch (error) {
      unstable_rethrow(error)
      return failed(problemOf(error, call.requestId, `GET ${new URL(request.url).pathname}`))
    }
  }

/**
 * A PUT route over a command whose input has the file as `body`, which it reads as the bytes arrive. It goes
 * through the same checks as an action. Its path must stay out of the matcher in `proxy.ts`, which would hold the
 * bytes in memory.
 */
export const upload =
  <S extends z.ZodType, T>(command: Command<S, T>) =>
  async (request: Request, where: RouteContext): Promise<Response> => {
    const call = await currentCall()
    try {
      const has = await resources()
      const still = trustOf(has, call, await actorOf(has, call, { touch: false }))
      const body = () => bodyOf(request, has.settings.uploadMaxBytes, still)
      const raw = { ...(await paramsOf(request, where)), body }
      const result = await runCommand(call, tellingOfCuts(command), raw, has, unstable_rethrow)
      return result.ok ? answer(200, result.value, call.requestId) : failed(result.problem)
    } catch (error) {
      unstable_rethrow(error)
      return failed(problemOf(error, call.requestId, command.name))
    }
  }

const tellingOfCuts = <S extends z.ZodType, T>(command: Command<S, T>): Command<S, T> => ({
  ...command,
  run: async (context, input) => {
    try {
      return await command.run(context, input)
    } catch (error) {
      throw isCutOff(error) ? cutOff() : error
    }
  },
})

function bodyOf(request: Request, limit: number, still: Still) {
  if (!request.body) throw new AppError('invalid', 'The file is empty. Choose a file that has content.')
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  return request.body.pipeThrough(atMost(limit)).pipeThrough(steadily()).pipeThrough(whileTrusted(still))
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

const stillMs = 30_000

/** Ends an upload that stands still; Node would cut the connection much later, without a word. */
export function steadily(ms = stillMs) {
  let timer: NodeJS.Timeout | undefined
  const watch = (controller: TransformStreamDefaultController<Uint8Array>) => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.error(stoodStill(ms)), ms)
  }
  return new TransformStream<Uint8Array, Uint8Array>({
    start: watch,
    transform(chunk, controller) {
      watch(controller)
      controller.enqueue(chunk)
    },
    flush: () => clearTimeout(timer),
  })
}

const stoodStill = (ms: number) =>
  new AppError(
    'invalid',
    `Nothing of the file arrived for ${ms / 1000} seconds. Check the network and send it again.`,
    {
      field: 'file',
    },
  )

const tooLarge = (limit: number) =>
  new AppError(
    'invalid',
    `The file is larger than ${limit / 1_000_000} MB. Split it, or raise UPLOAD_MAX_MB.`,
    {
      field: 'file',
    },
  )
