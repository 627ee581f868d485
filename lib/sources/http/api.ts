import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpConfig } from '../../model/sync/http-source'
import { requestOutside } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import type { SourceContext } from '../source-kind'
import { needHttps } from './api-address'
import { type Credential, credentialOf } from './credential'
import { apiError, notThere } from './errors'
import { textOfBody } from './text-of-body'

const timeoutMs = 60_000
const mostRedirects = 5
const mostTries = 5
const longestWaitMs = 300_000
/** With all others of success nothing (202, 204) or only a part (206, 207) has come, which is not what the source holds. */
const whole = new Set([200, 201, 203])

export interface ApiAnswer {
  text: string
  headers: Headers
}

/** Asks one API: with its credentials, no faster than it was said, again when it asks to wait. */
export class Api {
  private credential: Credential | undefined
  private next = 0

  constructor(
    private readonly config: HttpConfig,
    private readonly context: SourceContext,
  ) {}

  /** The answer to a page's address. The credentials go to the configured host and to no other. */
  async ask(url: URL): Promise<ApiAnswer> {
    const { signal } = this.context
    for (let tries = 1; ; tries++) {
      await this.turn()
      const answer = await this.follow(url)
      const { status } = answer
      if (whole.has(status)) return { text: await textOfBody(answer.body), headers: answer.headers }
      answer.body.destroy()
      const renew = status === 401 && tries === 1 && this.config.credentials.kind === 'oauth2'
      const again = renew || status === 429 || status >= 500
      if (!again || tries >= mostTries) throw apiError(status, url)
      if (renew) this.credential = undefined
      else await sleep(waitMs(answer.headers, tries), undefined, { signal })
    }
  }

  private async follow(from: URL) {
    const { config, context } = this
    let url = from
    for (let redirects = 0; ; redirects++) {
      if (url.origin !== new URL(config.url).origin)
        throw notThere(url, 'leads to another host, which would get the credentials')
      needHttps(url, context.allowedHosts)
      this.credential ??= await credentialOf(config, context)
      const target = new URL(url)
      for (const [name, value] of Object.entries(this.credential.query)) target.searchParams.set(name, value)
      const post = config.method === 'POST'
      const answer = await requestOutside({
        url: target.href,
        method: config.method,
        headers: {
          accept: 'application/json',
          'user-agent': 'connectors-console',
          ...(post ? { 'content-type': 'application/json' } : {}),
          ...Object.fromEntries(config.headers.map(({ name, value }) => [name.toLowerCase(), value])),
          ...this.credential.headers,
        },
        ...(post ? { body: config.body } : {}),
        allowedHosts: context.allowedHosts,
        timeoutMs,
        signal: context.signal,
      })
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
      if (location === null) return answer
      answer.body.destroy()
      if (redirects >= mostRedirects) throw notThere(from, 'redirects in a circle')
      if (!URL.canParse(location, url)) throw notThere(from, 'redirects to something that is no address')
      url = new URL(location, url)
    }
  }

  /** Waits until the next request may go. */
  private async turn() {
    const { signal } = this.context
    signal.throwIfAborted()
    const now = Date.now()
    const wait = Math.max(0, this.next - now)
    this.next = Math.max(now, this.next) + 1000 / this.config.perSecond
    if (wait > 0) await sleep(wait, undefined, { signal })
  }
}

/** As long as the API asks for, else longer each time. */
function waitMs(headers: Headers, tries: number) {
  const told = headers.get('retry-after') ?? ''
  const seconds = /^\d{1,6}$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1000
  const wait = Number.isFinite(seconds) ? seconds * 1000 : 500 * 2 ** tries
  if (wait > longestWaitMs)
    throw new AppError(
      'throttled',
      'The API asks to wait for longer than 5 minutes. The run is retried later.',
    )
  return Math.max(0, wait)
}
