import { parentPort } from 'node:worker_threads'
import { AppError, asProblem } from '../errors'
import type { Ask, FromThread, Job, ToThread } from './protocol'

/** Gives out what it finds as it finds it. */
type Work = (given: never, ask: Ask) => AsyncIterable<unknown>

/** Makes this thread do jobs by their names, one after the other. The last line of the program of a thread. */
export function serveJobs(works: Readonly<Record<string, Work>>): void {
  const port = parentPort
  if (!port) throw new Error('This is the program of a thread.')
  const tell = (message: FromThread) => port.postMessage(message)
  const waiting = new Map<number, (answer: unknown) => void>()
  let asked = 0
  let wanted: () => void = () => {}

  const ask: Ask = (what, given) =>
    new Promise((answered) => {
      const id = asked++
      waiting.set(id, answered)
      tell({ kind: 'ask', id, what, given })
    })

  async function give(value: unknown) {
    const taken = new Promise<void>((more) => {
      wanted = more
    })
    tell({ kind: 'value', value })
    await taken
  }

  async function work({ name, given }: Job) {
    const doing = works[name]
    if (!doing) throw new Error(`This thread knows no job ${name}.`)
    for await (const value of doing(given as never, ask)) await give(value)
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'job':
        work(message.job).then(
          () => tell({ kind: 'done' }),
          (error) => tell(failure(error)),
        )
        break
      case 'more':
        wanted()
        break
      case 'answer':
        waiting.get(message.to)?.(message.answer)
        waiting.delete(message.to)
    }
  })
  tell({ kind: 'ready' })
}

const failure = (error: unknown): FromThread => ({
  kind: 'failed',
  problem: error instanceof AppError ? asProblem(error) : null,
  text: error instanceof Error ? (error.stack ?? error.message) : String(error),
})
