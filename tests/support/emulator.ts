import { onTestFinished } from 'vitest'
import type { stateOfTenant } from '@/lib/emulator/control/snapshot'
import type { Fault } from '@/lib/emulator/faults/faults'
import type { LoggedRequest } from '@/lib/emulator/kernel/request-log'
import { type EmulatorOptions, startEmulator } from '@/lib/emulator/server'

export const redirectUri = 'http://127.0.0.1:3000/auth/callback'

/** A local tenant in memory, on a free port, that ends with the test. Spoken to over HTTP only. */
export async function startTestEmulator(options: EmulatorOptions = {}) {
  // Waiting for Graph to work is for the tests that are about it.
  const settings = { serviceMs: 0, ...options.settings }
  const emulator = await startEmulator({ redirectUris: [redirectUri], ...options, settings })
  const close = closeOnce(emulator.close)
  onTestFinished(close)
  const { url, tenantId } = emulator

  const app = (name: string) => {
    const found = emulator.apps.find((one) => one.name === name)
    if (!found) throw new Error(`There is no app ${name}.`)
    return found
  }

  /** Posts a form to the token endpoint. */
  const askToken = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
    })
    return { status: response.status, body: await json(response) }
  }

  async function appToken(name: string) {
    const { clientId, clientSecret } = app(name)
    const { body } = await askToken({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    })
    return String(body.access_token)
  }

  async function control<T>(method: string, path: string, body?: unknown) {
    const init = { method, body: body === undefined ? undefined : JSON.stringify(body) }
    const response = await fetch(`${url}/_emulator/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await json(response)) as T
  }

  return {
    ...emulator,
    close,
    app,
    appToken,
    askToken,
    control,
    /** Calls Graph; `path` begins with the version. */
    graph: async (token: string, method: string, path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${token}`, ...init.headers }
      const response = await fetch(`${url}${path}`, { method, ...init, headers })
      return { status: response.status, headers: response.headers, body: await json(response) }
    },
    wait: ({ minutes }: { minutes: number }) => control('POST', 'clock', { advanceMs: minutes * 60_000 }),
    fail: (...faults: (Partial<Fault> & Pick<Fault, 'match'>)[]) => control('POST', 'faults', faults),
    state: () => control<ReturnType<typeof stateOfTenant>>('GET', 'state'),
    requests: async () => (await control<{ value: LoggedRequest[] }>('GET', 'requests')).value,
  }
}

function closeOnce(close: () => Promise<void>) {
  let closing: Promise<void> | undefined
  return () => {
    closing ??= close()
    return closing
  }
}

/** Looked into member by member, so that it stays as loose as JSON.parse leaves it. */
async function json(response: Response): Promise<ReturnType<typeof JSON.parse>> {
  const text = await response.text()
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { text }
}
