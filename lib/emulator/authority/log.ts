import type { Answer } from '../kernel/http'
import type { RequestLog } from '../kernel/request-log'
import type { AuthorityRequest } from './request'

/** Logs requests to the authority, because a client without a token never calls Graph. */
export function logAuthority(
  log: RequestLog,
  { method, form, correlationId }: AuthorityRequest,
  path: string,
  { status, body }: Answer,
  started: number,
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '')
  const appId = form.get('client_id') ?? new URLSearchParams(path.split('?')[1]).get('client_id')
  const reason = status < 400 ? undefined : reasonOf(text)
  log.add({
    at: new Date().toISOString(),
    method,
    path,
    status,
    requestId: correlationId,
    ...(appId ? { appId } : {}),
    ...(reason === undefined ? {} : { reason }),
    durationMs: Math.round(performance.now() - started),
    sent: form.toString() || undefined,
    // The error of a page was already shown to a person.
    answered: text.startsWith('<') ? undefined : body,
  })
}

/** What Entra says, in JSON or on its page. */
function reasonOf(answer: string) {
  const [, described] = /"error_description":"((?:[^"\\]|\\.)*)"/.exec(answer) ?? []
  const [, shown] = /<p class="error">([^<]*)/.exec(answer) ?? []
  const text = (described ?? shown)?.split(' Trace ID')[0]
  return text?.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
