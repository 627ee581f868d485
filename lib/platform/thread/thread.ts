import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors'
import type { Answers, FromThread, Job, ToThread } from './protocol'

/** So long the start of a thread may take, on a machine that is busy with others. */
const startMs = 60_000

/** A thread had to be ended. */
export class ThreadEnded extends Error {
  constructor(readonly why: 'time' | 'memory') {
    super(`A thread ended for want of ${why}`)
  }
}

/** A thread of this process that does one job after the other, and can be ended at any moment. */
export class Thread {
  private readonly worker: Worker
  private readonly inbox: FromThread[] = []
  private wake: () => void = () => {}
  private failure: unknown
  private isReady = false

  constructor(
    /** The path of its program from the folder of the project. */
    program: string,
    /** Of its heap. */
    memoryMb: number,
  ) {
    // Next bundles this file, so the program is found from the folder of the project and not from here.
    const path = join(/* turbopackIgnore: true */ process.cwd(), program)
    this.worker = new Worker(/* turbopackIgnore: true */ path, {
      execArgv: ['--import', 'tsx'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    this.worker.on('message', (message: FromThread) => {
      this.inbox.push(message)
      this.wake()
    })
    this.worker.on('error', (error: Error & { code?: string }) =>
      this.fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadEnded('memory') : error),
    )
    this.worker.on('exit', (code) => this.fail(new Error(`A thread ended with ${code}`)))
  }

  get isOver(): boolean {
    return this.failure !== undefined
  }

  /**
   * Does a job and gives out what it gives out. Throws ThreadEnded when it computes for `silentMs` without asking for
   * anything or giving anything out, or takes too much memory. After an error, or when the reader leaves early, the
   * thread is of no use any more: end it.
   */
  async *run(job: Job, answers: Answers, silentMs: number): AsyncGenerator<unknown> {
    this.say({ kind: 'job', job })
    for (;;) {
      const message = await this.hear(this.isReady ? silentMs : startMs)
      switch (message.kind) {
        case 'ready':
          this.isReady = true
          break
        case 'ask': {
          const answering = answers[message.what]
          if (!answering) throw new Error(`A thread asked for ${message.what}, which nobody answers`)
          const answer = await answering(message.given as never)
          this.say({ kind: 'answer', to: message.id, answer })
          break
        }
        case 'value':
          yield message.value
          this.say({ kind: 'more' })
          break
        case 'done':
          return
        case 'failed':
          if (!message.problem) throw new Error(`A thread failed: ${message.text}`)
          throw new AppError(message.problem.code as 'invalid', message.problem.message, {
            field: message.problem.field,
          })
      }
    }
  }

  /** Whether the process waits for it before it ends by itself. */
  hold(held: boolean): void {
    if (held) this.worker.ref()
    else this.worker.unref()
  }

  /** Has the job that goes on fail with this. */
  stop(reason: unknown): void {
    this.fail(reason)
  }

  async end(): Promise<void> {
    this.fail(new Error('The thread was ended'))
    await this.worker.terminate()
  }

  private async hear(silentMs: number): Promise<FromThread> {
    if (this.inbox.length === 0 && !this.isOver) {
      const timer = setTimeout(() => this.fail(new ThreadEnded('time')), silentMs)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
      clearTimeout(timer)
    }
    const message = this.inbox.shift()
    if (message) return message
    throw this.failure
  }

  private say(message: ToThread) {
    this.worker.postMessage(message)
  }

  private fail(error: unknown) {
    this.failure ??= error
    this.wake()
  }
}
