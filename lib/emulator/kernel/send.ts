import type { ServerResponse } from 'node:http'
import { GraphError } from './errors'
import { writeJson } from './exact-json'
import type { Answer } from './http'

/** An error outside the gateway: an unreadable body, or a bug. */
export function failed(error: unknown): Answer {
  if (error instanceof GraphError) return { status: error.status, body: { message: error.message } }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return { status: 500, body: { message: 'Something went wrong here. See the emulator’s output.' } }
}

export function send(response: ServerResponse, { status, body, headers }: Answer) {
  const text = body === undefined || typeof body === 'string' ? body : writeJson(body)
  if (text === undefined) {
    const { 'content-type': _, ...rest } = headers ?? {}
    response.writeHead(status, status === 204 || status === 304 ? rest : { ...rest, 'content-length': 0 })
    response.end()
    return
  }
  const type = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...type, ...headers, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
