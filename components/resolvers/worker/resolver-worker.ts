import { compareOn } from '@/lib/model/resolvers/check/compare'
import type { Reply, Request } from '@/lib/model/resolvers/check/protocol'
import { type Data, runJob } from '@/lib/model/resolvers/check/run-job'
import { linksOf } from '@/lib/model/resolvers/links-text'
import { fromMarks } from '@/lib/model/resolvers/marks'
import { type TraceStep, traceOne } from '@/lib/model/resolvers/trace'

// The only place where an admin's pattern runs. The page kills this worker when it stops answering, and starts another.

const reply = (message: Reply) => postMessage(message)
let owners = new Map<string, string>()
const data: Data = { urls: [], links: [], ids: new Set(), own: (url) => owners.get(url) ?? null }
let current = 0

/** A turn of the event loop, in which messages that have come in are handled. */
const channel = new MessageChannel()
let wake: (() => void) | undefined
channel.port1.onmessage = () => wake?.()
const turn = () =>
  new Promise<void>((resolve) => {
    wake = resolve
    channel.port2.postMessage(null)
  })

async function handle(request: Request) {
  if (request.type === 'urls') data.urls = linksOf(request.text)
  else if (request.type === 'links') addLinks(request.page, request.first)
  else if (request.type === 'trace') trace(request)
  else if (request.type === 'compare')
    reply({
      type: 'compare',
      id: request.id,
      compared: compareOn(data.links, request, (beat) => reply({ type: 'beat', ...beat })),
    })
  else if (request.type === 'example')
    reply({ type: 'example', id: request.id, made: fromMarks(request.links, request.prefix) })
  else {
    const { job } = request
    current = job.run
    const goOn = async () => {
      await turn()
      return current === job.run
    }
    await runJob(job, data, { reply, goOn })
  }
}

function addLinks(page: ArrayBuffer, first: boolean) {
  const { links } = JSON.parse(new TextDecoder().decode(page)) as { links: [string, string][] }
  const added = links.map(([itemId, url]) => ({ itemId, url }))
  data.links = first ? added : [...data.links, ...added]
  data.ids = new Set(data.links.map(({ itemId }) => itemId))
  if (first) owners = new Map()
  for (const { url, itemId } of added) owners.set(url, itemId)
}

function trace({ id, url, resolvers, stops, skip }: Extract<Request, { type: 'trace' }>) {
  let winner: number | null = null
  const steps = resolvers.map((resolver, place): TraceStep => {
    const { urlPattern } = resolver
    if (winner !== null) return { step: 'not-tried', winner }
    const stop = stops[urlPattern]
    if (stop === 'all' || stop?.includes(url) || skip.includes(urlPattern)) return { step: 'stopped' }
    reply({ type: 'beat', phase: 'trace', pattern: urlPattern, index: place, url })
    const step = traceOne(resolver, url)
    if (step.step === 'matches') winner = place
    return step
  })
  reply({ type: 'trace', id, steps })
}

addEventListener('message', ({ data: request }: MessageEvent<Request>) => {
  handle(request).catch((error: unknown) => {
    reply({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  })
})

reply({ type: 'ready' })
