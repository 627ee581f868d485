import type { Settings } from '../settings'
import { writeJson } from './exact-json'
import { redacted } from './redact'

export type LoggedRequest = {
  /** Counts requests; a request id is the client's where a client sends one to the authority. */
  id: number
  at: string
  method: string
  path: string
  status: number
  requestId: string
  appId?: string
  /** Whether an app calls for itself or for somebody signed in. */
  kind?: 'app' | 'user'
  /** Why it was refused: Graph's message, and the reason that is not sent. */
  reason?: string
  /** The bodies as text, cut off where the settings say. Secrets are blanked when they are shown. */
  requestBody?: string
  answerBody?: string
  durationMs: number
}

type Kept = Omit<LoggedRequest, 'requestBody' | 'answerBody'> & { sent?: Buffer; answered?: Buffer }
type Arriving = Omit<LoggedRequest, 'id' | 'requestBody' | 'answerBody'> & {
  sent?: unknown
  answered?: unknown
}

/** The last requests, oldest first. How many, and how much of their bodies, follows the tenant's settings. */
export class RequestLog {
  #kept: Kept[] = []
  #next = 1

  constructor(readonly settings: Pick<Settings, 'requestLogSize' | 'requestLogBodyBytes'>) {}

  add({ sent, answered, ...request }: Arriving) {
    const { requestLogSize: size, requestLogBodyBytes: bytes } = this.settings
    const bodies = { sent: bytesOf(sent, bytes), answered: bytesOf(answered, bytes) }
    this.#kept.push({ id: this.#next++, ...request, ...bodies })
    if (this.#kept.length > 2 * size) this.#kept = this.#kept.slice(-size)
  }

  list(last = this.settings.requestLogSize): LoggedRequest[] {
    const most = Math.min(last, this.settings.requestLogSize)
    return most === 0 ? [] : this.#kept.slice(-most).map(shown)
  }

  find(id: number): LoggedRequest | undefined {
    const found = this.#kept.find((one) => one.id === id)
    return found && shown(found)
  }

  clear() {
    this.#kept = []
  }
}

function shown({ sent, answered, ...request }: Kept): LoggedRequest {
  return {
    ...request,
    path: redacted(request.path),
    ...(sent ? { requestBody: redacted(sent.toString('utf8')) } : {}),
    ...(answered ? { answerBody: redacted(answered.toString('utf8')) } : {}),
  }
}

/** The beginning of a body, as bytes of its own: a part of a long text would keep all of it in memory. */
function bytesOf(body: unknown, most: number): Buffer | undefined {
  if (body === undefined || body === null || most === 0) return undefined
  if (Buffer.isBuffer(body)) {
    if (body.length === 0) return undefined
    return body.length > most ? Buffer.from(body.subarray(0, most)) : body
  }
  const text = typeof body === 'string' ? body : writeJson(body)
  return Buffer.from(text.length > most ? text.slice(0, most) : text)
}
