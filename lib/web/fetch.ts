import type { Problem } from '../model/problem'
import type { Result } from '../services/result'

/** A failure that the server told of, as react-query carries it to where it is shown. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The value of an action, or its problem thrown. */
export async function unwrap<T>(action: Promise<Result<T>>): Promise<T> {
  const result = await action.catch((cause: unknown) => {
    throw offline(cause)
  })
  if (!result.ok) throw new ProblemError(result.problem)
  return result.value
}

/** Reads one of the console's GET routes. */
export async function getJson<T>(url: string, init?: RequestInit): Promise<T> {
  return readJson<T>(await send(url, { ...init, headers: { accept: 'application/json', ...init?.headers } }))
}

/** Asks one of the console's POST routes, whose questions are too long for an address. They change nothing. */
export async function postJson<T>(url: string, question: unknown): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return readJson<T>(await send(url, { method: 'POST', body: JSON.stringify(question), headers }))
}

export const send = (url: string, init: RequestInit) =>
  fetch(url, { credentials: 'same-origin', cache: 'no-store', ...init }).catch((cause: unknown) => {
    throw cause instanceof DOMException && cause.name === 'AbortError' ? cause : offline(cause)
  })

async function readJson<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok && body !== undefined) return body as T
  const problem = (body as { problem?: Problem } | undefined)?.problem
  throw new ProblemError(problem ?? unreadable(response))
}

const unreadable = (response: Response): Problem => ({
  code: 'unavailable',
  message: `The console answered with ${response.status} and nothing to read. Reload the page.`,
  requestId: response.headers.get('x-request-id') ?? undefined,
})

function offline(cause: unknown) {
  const error = new ProblemError({
    code: 'unavailable',
    message: 'The console cannot be reached. Check the connection; what you entered is still here.',
  })
  error.cause = cause
  return error
}
