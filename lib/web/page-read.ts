import { unstable_rethrow } from 'next/navigation'
import type { Context } from './context'
import { problemOf, type Result } from './result'

/** What a page reads, or the problem to show in its place: an error boundary would only get a digest. */
export async function pageRead<T>(
  { requestId }: Pick<Context, 'requestId'>,
  what: string,
  read: () => Promise<T>,
): Promise<Result<T>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, problem: problemOf(error, requestId, what) }
  }
}
