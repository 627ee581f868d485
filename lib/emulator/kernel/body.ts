import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Settings } from '../settings'
import { malformed, tooLarge, unreadable } from './errors'
import { parseJson } from './exact-json'

type Limits = Pick<Settings, 'bodyLimitBytes' | 'bodyTooLargeStatus'>

export type Received = { bytes: Buffer; tooLarge: boolean }

/** Reads a body to its end but keeps no more than the limit, so that a client that sends more gets an answer. Undefined after a disconnect. */
export function receive(request: IncomingMessage, limit: number): Promise<Received | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks.length = 0
    })
    request.once('end', () => resolve({ bytes: Buffer.concat(chunks), tooLarge: size > limit }))
    request.once('error', () => resolve(undefined))
    request.once('close', () => resolve(undefined))
  })
}

const decompressors: Record<string, typeof gunzipSync> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** Refuses a body that does not say it is JSON, as other services of Graph do. */
export function demandJson(headers: IncomingHttpHeaders) {
  const type = headers['content-type']
  if (!type) {
    throw malformed('Write requests (excluding DELETE) must contain the Content-Type header declaration.')
  }
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw malformed('Entity only allows writes with a JSON Content-Type header.')
  }
}

/** The form of a request to the authority. A form with another Content-Type is empty where the type matters. */
export function parseForm({ bytes, tooLarge: cut }: Received, type: string | undefined, anyType: boolean) {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(type ?? '')
  return new URLSearchParams(cut || !(anyType || isForm) ? '' : bytes.toString('utf8'))
}

/** The JSON of a Graph request, whatever its Content-Type says. Throws the refusal that Graph answers with. */
export function parseBody(received: Received, encoding: string | undefined, limits: Limits): unknown {
  if (received.tooLarge) throw tooLarge(limits.bodyTooLargeStatus)
  const text = decompressed(received.bytes, encoding, limits)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') return undefined
  let body: unknown
  try {
    body = parseJson(text)
  } catch {
    throw unreadable().because('The body is not JSON.')
  }
  if (isDeeper(body, maxDepth)) throw malformed().because(`The body nests deeper than ${maxDepth} levels.`)
  return body
}

// The limit of OData readers, well below the limit of the stack.
const maxDepth = 100

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}

function decompressed(bytes: Buffer, encoding: string | undefined, limits: Limits) {
  const decompress = encoding && decompressors[encoding.trim().toLowerCase()]
  if (!decompress || bytes.length === 0) return bytes
  try {
    return decompress(bytes, { maxOutputLength: limits.bodyLimitBytes })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limits.bodyTooLargeStatus)
    throw malformed().because(`The body cannot be decompressed as ${encoding}.`)
  }
}
