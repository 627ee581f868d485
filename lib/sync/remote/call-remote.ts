import { setTimeout as sleep } from 'node:timers/promises'
import type { RemoteConfig } from '../../model/sync/remote-source'
import { requestOutside } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import { sign } from '../../platform/signature'
import { needHttps } from '../../sources/http/api-address'

const timeoutMs = 30_000
const mostTries = 3

export interface RemoteCall {
  config: RemoteConfig
  secret: string
  /** Stays the same when it is sent again, so that the connector can tell. */
  id: string
  body: object
  allowedHosts: readonly string[]
  signal?: AbortSignal
}

/** Sends a signed call to a connector that lives elsewhere. Throws what to do unless it answers with success. */
export async function callRemote({ config, secret, id, body, allowedHosts, signal }: RemoteCall) {
  needHttps(new URL(config.url), allowedHosts)
  const text = JSON.stringify(body)
  for (let tries = 1; ; tries++) {
    try {
      const answer = await requestOutside({
        url: config.url,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'connectors-console',
          ...sign(secret, id, new Date(), text),
        },
        body: text,
        allowedHosts,
        timeoutMs,
        signal,
      })
      // What it says beside its status is not read, so it can neither be large nor slow.
      answer.body.destroy()
      if (answer.status >= 200 && answer.status < 300) return
      throw refusal(answer.status)
    } catch (error) {
      const again = error instanceof AppError && error.code === 'unavailable'
      if (!again || tries >= mostTries || signal?.aborted) throw error
      await sleep(500 * 2 ** tries, undefined, { signal })
    }
  }
}

function refusal(status: number) {
  if (status >= 500 || status === 429)
    return new AppError('unavailable', `The connector could not take the call (${status}).`, { status })
  const why =
    status === 401 || status === 403
      ? 'It refused the signature: give it the secret that is valid now, and check its clock.'
      : status >= 300 && status < 400
        ? 'It redirects, which is not followed. Type the address that it leads to.'
        : 'Check the address and the log of the connector.'
  return new AppError('invalid', `The connector did not take the call (${status}). ${why}`, {
    status,
    field: 'url',
  })
}
