import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { answerText } from '../platform/answer-text'
import { attemptMs } from '../platform/retry'

/** More than any answer of Entra has. */
export const mostBytes = 4_000_000

/** MSAL's own client waits for ever on a token request; this one gives up. */
export const entraNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options),
  sendPostRequestAsync: (url, options) => send('POST', url, options),
}

async function send<T>(
  method: string,
  url: string,
  options: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const response = await fetch(url, {
    method,
    headers: options.headers,
    body: options.body,
    redirect: 'error',
    signal: AbortSignal.timeout(attemptMs.token),
  })
  const body = JSON.parse(await answerText(response, mostBytes)) as T
  return { status: response.status, headers: Object.fromEntries(response.headers), body }
}
