import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

type Handler = (request: IncomingMessage & { at: URL; text: string }, response: ServerResponse) => unknown

/** A server that answers as an API would; what a handler returns is sent as JSON. */
export async function apiServer(handler: Handler) {
  const seen: { url: string; headers: IncomingMessage['headers']; text: string; at: number }[] = []
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString()
    const at = new URL(request.url ?? '/', 'http://x')
    seen.push({ url: request.url ?? '', headers: request.headers, text, at: Date.now() })
    const answer = await handler(Object.assign(request, { at, text }), response)
    if (answer === undefined || response.headersSent) return
    response
      .setHeader('content-type', 'application/json')
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The server has no port.')
  return { url: `http://127.0.0.1:${address.port}`, host: `127.0.0.1:${address.port}`, seen }
}
