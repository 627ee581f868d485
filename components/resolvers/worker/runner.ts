import type { Compared } from '@/lib/model/resolvers/check/compared'
import { deadlineMs } from '@/lib/model/resolvers/check/deadline'
import type { Beat, Job, Reply, Request, Stops } from '@/lib/model/resolvers/check/protocol'
import type { Made, MarkedLink } from '@/lib/model/resolvers/marks'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import { withoutHung } from './without-hung'

/** A worker that has not begun with any pattern hangs on none: it waits for its turn on a busy machine. */
const idleMs = 2_000
/** How often a worker may stop answering before it has begun anything. */
const mostSilent = 5

type Input = Pick<Job, 'resolvers' | 'saved' | 'tests'>
type Asked = Extract<Request, { type: 'trace' | 'example' | 'compare' }>

/**
 * Owns the worker in which patterns run. Whatever a pattern does, this answers: a worker that stops answering is killed,
 * what it hung on is noted, and another one does the rest.
 */
export class Runner {
  private worker: Worker | null = null
  private ready = false
  private waiting: Request[] = []
  private watch: ReturnType<typeof setTimeout> | undefined
  private heard = 0
  private beat: Beat | null = null
  private silent = 0
  private job: Job | null = null
  private busy = false
  private run = 0
  private ids = 0
  private text = ''
  private pages: ArrayBuffer[] = []
  private readonly asked = new Map<number, { request: Asked; answer: (reply: Reply) => void }>()
  private stops: Stops = {}

  constructor(
    private readonly onReply: (reply: Reply) => void,
    private readonly onStops: (stops: Stops) => void,
  ) {}

  check(input: Input) {
    this.run += 1
    this.silent = 0
    this.job = {
      ...input,
      run: this.run,
      stops: this.stops,
      careful: null,
      without: { lint: false, proposals: [] },
    }
    this.busy = true
    this.beat = null
    this.send({ type: 'job', job: this.job })
    return this.run
  }

  setUrls(text: string) {
    this.text = text
    this.send({ type: 'urls', text })
  }

  addLinks(page: ArrayBuffer) {
    this.pages.push(page)
    this.send({ type: 'links', page, first: this.pages.length === 1 })
  }

  trace(url: string, resolvers: Resolver[]): Promise<TraceStep[]> {
    return this.ask(
      (id) => ({ type: 'trace', id, url, resolvers, stops: this.stops, skip: [] }),
      (reply) => (reply.type === 'trace' ? reply.steps : []),
    )
  }

  example(links: MarkedLink[], prefix: string): Promise<Made> {
    return this.ask(
      (id) => ({ type: 'example', id, links, prefix }),
      (reply) => (reply.type === 'example' ? reply.made : { problem: 'no-link', sample: 0 }),
    )
  }

  /** What a change of one resolver does to the item links that it wins; null when that does not come to an end. */
  compare(resolvers: Resolver[], place: number, changed: Resolver): Promise<Compared | null> {
    return this.ask(
      (id) => ({ type: 'compare', id, resolvers, place, changed, stops: this.stops }),
      (reply) => (reply.type === 'compare' ? reply.compared : null),
    )
  }

  close() {
    clearTimeout(this.watch)
    this.worker?.terminate()
    this.worker = null
  }

  private ask<T>(request: (id: number) => Asked, value: (reply: Reply) => T): Promise<T> {
    this.ids += 1
    if (!this.busy) this.beat = null
    const asked = request(this.ids)
    return new Promise((resolve) => {
      this.asked.set(this.ids, { request: asked, answer: (reply) => resolve(value(reply)) })
      this.send(asked)
    })
  }

  private send(request: Request) {
    this.worker ??= this.start()
    if (!this.ready) this.waiting.push(request)
    else this.worker.postMessage(request)
    if (request.type !== 'urls' && request.type !== 'links') this.startWatch()
  }

  private start() {
    const worker = new Worker(new URL('./resolver-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.receive(data))
    return worker
  }

  private receive(reply: Reply) {
    this.heard += 1
    if (reply.type === 'ready') {
      this.ready = true
      for (const request of this.waiting.splice(0)) this.worker?.postMessage(request)
    } else if (reply.type === 'beat') this.beat = reply
    else if (reply.type === 'trace' || reply.type === 'example' || reply.type === 'compare') {
      this.asked.get(reply.id)?.answer(reply)
      this.asked.delete(reply.id)
    } else {
      if (reply.type === 'done' && reply.run === this.run) this.busy = false
      if (reply.type === 'failed' || reply.run === this.run) this.onReply(reply)
    }
    if (this.busy || this.asked.size > 0) this.startWatch()
    else clearTimeout(this.watch)
  }

  private startWatch() {
    clearTimeout(this.watch)
    if (!this.ready) return
    const heard = this.heard
    this.watch = setTimeout(
      () => {
        // When the page was busy, messages of the worker are waiting to be handled: check again after them.
        setTimeout(() => (this.heard === heard ? this.kill() : undefined), 20)
      },
      this.beat ? deadlineMs : idleMs,
    )
  }

  /** Notes what the worker hung on, and has another one do the work without it. */
  private kill() {
    this.worker?.terminate()
    this.worker = null
    this.ready = false
    const beat = this.beat
    this.beat = null
    if (beat) this.note(beat)
    this.silent = beat ? 0 : this.silent + 1
    this.waiting = [
      { type: 'urls', text: this.text },
      ...this.pages.map((page, at): Request => ({ type: 'links', page, first: at === 0 })),
    ]
    if (this.silent > mostSilent) {
      const message = 'The worker that runs the patterns does not answer. The machine may be too busy.'
      this.onReply({ type: 'failed', message })
      return
    }
    this.waiting.push(
      ...(this.job && this.busy ? [{ type: 'job', job: this.job } as const] : []),
      ...[...this.asked.values()].map(({ request }) => request),
    )
    this.worker = this.start()
  }

  private note(beat: Beat) {
    const { phase, pattern } = beat
    if (phase === 'trace') {
      for (const asked of this.asked.values())
        if (asked.request.type === 'trace') asked.request.skip = [...asked.request.skip, pattern]
      return
    }
    if (phase === 'compare') {
      // Nobody waits for this one: it says how good a fix is.
      for (const [id, { request, answer }] of this.asked)
        if (request.type === 'compare') {
          this.asked.delete(id)
          answer({ type: 'failed', message: 'The comparison did not come to an end.' })
        }
      return
    }
    const { job } = this
    if (!job) return
    const next = withoutHung(job, beat, this.stops)
    this.job = next.job
    if (next.stops === this.stops) return
    this.stops = next.stops
    this.onStops(this.stops)
  }
}
