import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { AppError } from '../platform/errors'
import type { Resources } from '../services/context'
import { problemOf, type Result } from '../services/result'
import type { SignedCall } from '../services/triggers/receive-call'
import { answer, failed } from './answer'
import { resources } from './context'
import { currentCall } from './request'

const Params = z.object({ connectionId: z.string().max(100) })
const mostBytes = 64_000

/**
 * A POST route for programs, which sign their call instead of signing in. `receive` has to check the signature before
 * anything else. A browser can do nothing with it: it sends no cookie that would count.
 */
export const signed =
  <T>(receive: (has: Resources, call: SignedCall) => Promise<Result<T>>) =>
  async (request: Request, { params }: { params: Promise<unknown> }): Promise<Response> => {
    const { requestId } = await currentCall()
    try {
      const { connectionId } = Params.parse(await params)
      const body = await bodyOf(request)
      const call = { connectionId, headers: request.headers, body, requestId }
      const result = await receive(await resources(), call)
      return result.ok ? answer(200, result.value, requestId) : failed(result.problem)
    } catch (error) {
      unstable_rethrow(error)
      return failed(problemOf(error, requestId, `POST ${new URL(request.url).pathname}`))
    }
  }

async function bodyOf(request: Request) {
  let size = 0
  const parts: Uint8Array[] = []
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > mostBytes) throw new AppError('invalid', 'The body is larger than 64 kB.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
