import { batchTooMany, failedDependency, malformed } from '../kernel/errors'
import { parseJson } from '../kernel/exact-json'
import type { Ctx, InnerRequest, Routes } from '../kernel/http'
import { isObject } from '../rules/members'

type Step = InnerRequest & { id: string; dependsOn: string[] }
type StepAnswer = { id: string; status: number; headers: Record<string, string>; body?: unknown }

const maxSteps = 20
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function readHeaders(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw malformed('The headers of a batch request have to be an object.')
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
}

function readStep(value: unknown): Step {
  if (!isObject(value)) throw malformed('A batch request has to be an object.')
  const { id, method, url, body, dependsOn } = value
  if (typeof id !== 'string' && typeof id !== 'number') throw malformed("A batch request needs an 'id'.")
  const verb = typeof method === 'string' ? method.toUpperCase() : ''
  if (!methods.includes(verb)) throw malformed(`Batch request '${id}' needs a 'method'.`)
  if (typeof url !== 'string' || url === '') throw malformed(`Batch request '${id}' needs a 'url'.`)
  const headers = readHeaders(value.headers)
  if (body !== undefined && body !== null && !headers['content-type']) {
    throw malformed(`Batch request '${id}' has a body and therefore needs the header Content-Type.`)
  }
  const before = dependsOn ?? []
  if (!Array.isArray(before)) throw malformed(`'dependsOn' of batch request '${id}' has to be an array.`)
  return {
    id: String(id),
    method: verb,
    url: url.startsWith('/') ? url : `/${url}`,
    headers,
    body: body ?? undefined,
    dependsOn: before.map((word) => String(word).toLowerCase()),
  }
}

function readSteps(body: unknown): Step[] {
  const requests = isObject(body) ? body.requests : undefined
  if (!Array.isArray(requests) || requests.length === 0) throw malformed("The batch needs 'requests'.")
  if (requests.length > maxSteps) throw batchTooMany(maxSteps)
  const steps = requests.map(readStep)
  const known = new Set<string>()
  for (const { id, dependsOn } of steps) {
    if (known.has(id.toLowerCase())) throw malformed(`The id '${id}' is used by two batch requests.`)
    // Only earlier requests can be depended on, so that there is no cycle.
    if (!dependsOn.every((word) => known.has(word))) {
      throw malformed(`Batch request '${id}' depends on a request that is not before it.`)
    }
    known.add(id.toLowerCase())
  }
  return steps
}

/** A string body is JSON that was not parsed yet, except where its header says it is something else. */
function innerBody(body: unknown, headers: Record<string, string>) {
  const json = /json/i.test(headers['content-type'] ?? 'application/json')
  return typeof body === 'string' && json ? (parseJson(body) as unknown) : body
}

/**
 * The names of headers as Graph writes them: inside a body their case is not lost, and the JavaScript SDK looks
 * for `Content-Type` and nothing else.
 */
const asWritten = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [written[name] ?? name, value]))

const written: Record<string, string> = {
  'content-type': 'Content-Type',
  location: 'Location',
  'retry-after': 'Retry-After',
  'www-authenticate': 'WWW-Authenticate',
}

async function runStep(ctx: Ctx, step: Step, earlier: Map<string, Promise<StepAnswer>>): Promise<StepAnswer> {
  const before = await Promise.all(step.dependsOn.map((id) => earlier.get(id)))
  if (before.some((answer) => !answer || answer.status >= 400)) {
    return {
      id: step.id,
      status: 424,
      headers: { 'Content-Type': 'application/json' },
      body: failedDependency().toBody(crypto.randomUUID(), crypto.randomUUID()),
    }
  }
  const { status, headers, body } = await ctx.dispatch(step)
  const content = innerBody(body, headers)
  return {
    id: step.id,
    status,
    headers: asWritten(headers),
    ...(content === undefined ? {} : { body: content }),
  }
}

export const batchRoutes: Routes = {
  'POST /$batch': async (ctx) => {
    const running = new Map<string, Promise<StepAnswer>>()
    for (const step of readSteps(ctx.body)) running.set(step.id.toLowerCase(), runStep(ctx, step, running))
    return { status: 200, body: { responses: await Promise.all(running.values()) } }
  },
}
