import { AppError } from '../errors'
import type { Answers, Job } from './protocol'
import { Thread, ThreadEnded } from './thread'

export interface ThreadsOptions {
  /** The path of their program from the folder of the project. It ends with `serveJobs`. */
  program: string
  /** Of the heap of each. What is read comes in pieces, so that no honest job needs more. */
  memoryMb: number
  /** How long one may compute without asking for anything or giving anything out. */
  silentMs: number
  /** So many work at the same time; the next job waits for one of them. */
  most: number
  /** So long a job waits for a thread. */
  patienceMs: number
  /** So long one without a job is kept for the next, because to start one takes much longer than most jobs. */
  keptMs: number
  /** What is said of a job that took too long or too much memory. */
  ended: (why: 'time' | 'memory') => AppError
}

/**
 * Threads of one program. Each does one job at a time and knows nothing of the one before; whatever is in a job, this
 * process goes on answering, because the thread is ended when it takes too long or too much memory.
 */
export class Threads {
  private readonly resting: { thread: Thread; end: NodeJS.Timeout }[] = []
  private readonly line: (() => void)[] = []
  private working = 0

  constructor(private readonly options: ThreadsOptions) {}

  /** Gives out what the job gives out. A reader that leaves early ends it, and so does the signal. */
  async *run(job: Job, answers: Answers = {}, signal?: AbortSignal): AsyncGenerator<unknown> {
    const { silentMs, ended } = this.options
    await this.place()
    let thread: Thread | undefined
    let isDone = false
    const stop = () => thread?.stop(signal?.reason)
    signal?.addEventListener('abort', stop)
    try {
      signal?.throwIfAborted()
      thread = this.rested() ?? this.started()
      yield* thread.run(job, answers, silentMs)
      isDone = true
    } catch (error) {
      throw error instanceof ThreadEnded ? ended(error.why) : error
    } finally {
      signal?.removeEventListener('abort', stop)
      if (isDone && thread) this.keep(thread)
      else await thread?.end()
      this.working -= 1
      this.line.shift()?.()
    }
  }

  /** The one thing that a job gives out. */
  async answer(job: Job, answers: Answers = {}, signal?: AbortSignal): Promise<unknown> {
    const given: unknown[] = []
    for await (const value of this.run(job, answers, signal)) given.push(value)
    if (given.length !== 1) throw new Error(`The job ${job.name} gave ${given.length} answers`)
    return given[0]
  }

  /** Ends the threads that have no job. */
  async close(): Promise<void> {
    for (let one = this.rested(); one; one = this.rested()) await one.end()
  }

  private started() {
    return new Thread(this.options.program, this.options.memoryMb)
  }

  private rested() {
    for (let one = this.resting.pop(); one; one = this.resting.pop()) {
      clearTimeout(one.end)
      one.thread.hold(true)
      if (!one.thread.isOver) return one.thread
    }
    return undefined
  }

  private keep(thread: Thread) {
    thread.hold(false)
    const end = setTimeout(() => {
      this.resting.splice(
        this.resting.findIndex((one) => one.thread === thread),
        1,
      )
      void thread.end()
    }, this.options.keptMs)
    end.unref()
    this.resting.push({ thread, end })
  }

  /** Waits until a thread may work. */
  private async place() {
    this.working += 1
    if (this.working <= this.options.most) return
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(go), 1)
        this.working -= 1
        reject(new AppError('unavailable', 'The console is busy with other data. Try again in a moment.'))
      }, this.options.patienceMs)
      this.line.push(go)
    })
  }
}
