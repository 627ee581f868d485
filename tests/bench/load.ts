import { Agent, request } from 'node:http'
import type { Ready } from '@/lib/cli/emulator'

type Call = { method: string; path: string; body?: string }

/** A client that keeps so many requests in flight, as lean as Node has one. */
export async function openLoad({ graph, authority, tenantId, apps }: Ready, inFlight: number) {
  const app = apps.find(({ name }) => name === 'everything')
  const answer = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app?.clientId ?? '',
      client_secret: app?.clientSecret ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const { hostname, port } = new URL(graph)
  const authorization = `Bearer ${token}`

  const send = ({ method, path, body = '' }: Call) =>
    new Promise<void>((resolve, reject) => {
      const headers = {
        authorization,
        ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
      }
      const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
        response.resume()
        response.once('error', reject)
        response.once('end', () => {
          if (response.statusCode === 200) resolve()
          else reject(new Error(`${method} ${path} answered ${response.statusCode}`))
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })

  return {
    /** Sends so many and returns how many a second were answered. Throws when one is not answered with 200. */
    async run(count: number, call: (at: number) => Call) {
      const started = performance.now()
      let next = 0
      const one = async () => {
        while (next < count) await send(call(next++))
      }
      await Promise.all(Array.from({ length: inFlight }, one))
      return (count * 1000) / (performance.now() - started)
    },
    close: () => agent.destroy(),
  }
}
