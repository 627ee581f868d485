import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { withSignal } from '../graph/deadline'
import { AppError } from '../platform/errors'
import type { Query } from '../services/command'
import { ask } from '../services/execute'
import { problemOf } from '../services/result'
import { answer, failed } from './answer'
import { actorOf, contextOf, resources } from './context'
import { currentCall } from './request'
import { foreignOrigin } from './run-command'

const Params = z.record(z.string(), z.unknown())
const mostBytes = 4_000_000

/**
 * A POST route over a query whose question is too long for an address. It changes nothing; its question is the JSON of the
 * body, with the params of the path.
 */
export const posted =
  <S extends z.ZodType, T>(query: Query<S, T>) =>
  async (request: Request, { params }: { params: Promise<unknown> }): Promise<Response> => {
    const call = await currentCall()
    try {
      const has = await resources()
      const actor = await actorOf(has, call, { touch: true })
      const refusal = foreignOrigin(call.origin, has.settings.origin)
      if (refusal) throw refusal
      if (!actor) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
      const body = Params.parse(JSON.parse(await textOf(request)))
      const raw = { ...body, ...Params.parse((await params) ?? {}) }
      const graphs = {
        configuration: withSignal(has.configuration, request.signal),
        ingestion: withSignal(has.ingestion, request.signal),
      }
      const value = await ask(query, contextOf({ ...has, ...graphs }, actor, call), raw)
      return answer(200, value, call.requestId)
    } catch (error) {
      unstable_rethrow(error)
      const told = error instanceof SyntaxError || error instanceof z.ZodError ? noJson() : error
      return failed(problemOf(told, call.requestId, `POST ${new URL(request.url).pathname}`))
    }
  }

const noJson = () => new AppError('invalid', 'The body has to be a JSON object.')

async function textOf(request: Request) {
  let size = 0
  const parts: Uint8Array[] = []
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > mostBytes) throw new AppError('invalid', 'The question is larger than 4 MB.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
