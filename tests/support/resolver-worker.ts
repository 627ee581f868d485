import type { Page } from '@playwright/test'
import type { Answer, Job, Reply } from '@/lib/model/resolvers/check/protocol'
import type { ResolverCase } from './resolver-cases'

/** Has the page note how it starts each worker; before it is opened. A worker is then started in the same way. */
export async function noteWorkers(page: Page) {
  // The runner of the benchmarks names functions with a helper of its own, which the page does not have.
  await page.addInitScript('globalThis.__name ??= (value) => value')
  await page.addInitScript(() => {
    const Real = window.Worker
    const started: [string, WorkerOptions | undefined][] = []
    Object.assign(window, {
      startedWorkers: started,
      Worker: class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options)
          started.push([String(url), options])
        }
      },
    })
  })
}

const emptyJob: Omit<Job, 'run' | 'resolvers'> = {
  saved: [],
  tests: [],
  stops: {},
  careful: null,
  without: { lint: true, proposals: [] },
}

/** Waits until the page has started its first worker: that comes after what is seen first. */
const workerStarted = (page: Page) =>
  page.waitForFunction(() => (window as unknown as { startedWorkers: unknown[] }).startedWorkers.length > 0)

/** Runs the cases in a worker of the page's own kind, in the browser. */
export async function answersInBrowser(page: Page, cases: readonly ResolverCase[]): Promise<Answer[]> {
  await workerStarted(page)
  return await page.evaluate(
    async ({ cases, emptyJob }) => {
      const [how] = (window as unknown as { startedWorkers: [string, WorkerOptions?][] }).startedWorkers
      if (!how) throw new Error('The page has started no worker.')
      const worker = new Worker(...how)
      const reply = (wanted: (reply: Reply) => boolean) =>
        new Promise<Reply>((resolve, reject) => {
          worker.onerror = (event) => reject(new Error(event.message))
          worker.onmessage = ({ data }: MessageEvent<Reply>) => wanted(data) && resolve(data)
        })
      await reply(({ type }) => type === 'ready')
      const answers: Answer[] = []
      for (const [run, { resolvers, url: link }] of cases.entries()) {
        const answered = reply((one) => one.type === 'tests' && one.run === run)
        const tests = [{ url: link, expected: null }]
        worker.postMessage({ type: 'job', job: { ...emptyJob, run, resolvers, tests } })
        const found = await answered
        if (found.type === 'tests' && found.answers[0]) answers.push(found.answers[0])
      }
      worker.terminate()
      return answers
    },
    { cases: [...cases], emptyJob },
  )
}

/** How long the worker takes for so many links, in milliseconds: to the first answers, for all, and for item links. */
export async function timesInBrowser(
  page: Page,
  input: { urls: string; resolvers: Job['resolvers']; links: [string, string][][] },
): Promise<{ first: number; all: number; counted: number; coverage: number }> {
  await workerStarted(page)
  return await page.evaluate(
    async ({ urls, resolvers, links, emptyJob }) => {
      const [how] = (window as unknown as { startedWorkers: [string, WorkerOptions?][] }).startedWorkers
      if (!how) throw new Error('The page has started no worker.')
      const worker = new Worker(...how)
      const next = (wanted: (reply: Reply) => boolean) =>
        new Promise<Reply>((resolve, reject) => {
          worker.onerror = (event) => reject(new Error(event.message))
          worker.onmessage = ({ data }: MessageEvent<Reply>) => wanted(data) && resolve(data)
        })
      await next(({ type }) => type === 'ready')
      const count = urls.split('\n').length
      worker.postMessage({ type: 'urls', text: urls })
      const once = async (run: number) => {
        const began = performance.now()
        let first = 0
        let counted = 0
        const done = next((reply) => {
          if (reply.type === 'tried' && reply.run === run) {
            first ||= performance.now() - began
            counted = reply.ms
            return reply.from + reply.answers.length === count
          }
          return false
        })
        worker.postMessage({ type: 'job', job: { ...emptyJob, run, resolvers } })
        await done
        return { first, all: performance.now() - began, counted }
      }
      await once(1)
      const times = await once(2)
      for (const [at, page] of links.entries())
        worker.postMessage({
          type: 'links',
          page: new TextEncoder().encode(JSON.stringify({ links: page, next: null })).buffer,
          first: at === 0,
        })
      const covered = next((reply) => reply.type === 'coverage' && reply.set === 'draft')
      worker.postMessage({ type: 'job', job: { ...emptyJob, run: 3, resolvers } })
      const reply = await covered
      worker.terminate()
      return { ...times, coverage: reply.type === 'coverage' ? reply.ms : Number.NaN }
    },
    { ...input, emptyJob },
  )
}
