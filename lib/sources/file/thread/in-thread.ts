import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../platform/errors'
import { refused } from '../refuse'
import type { FileJob, FromThread, ToThread } from './protocol'

export interface ThreadLimits {
  /** Of its heap. A file is read in pieces, so that no honest one needs more. */
  memoryMb: number
  /** How long it may compute without asking for more of the file or giving a record out. */
  silentMs: number
}

const usual: ThreadLimits = { memoryMb: 512, silentMs: 60_000 }

/**
 * Does a job on a file in a thread of its own, so that whatever is in the file, this process goes on answering: the
 * thread is ended when it takes too long or too much memory. Gives out what the job gives out.
 */
export async function* inThread(
  job: FileJob,
  open: () => AsyncIterable<Uint8Array>,
  { memoryMb, silentMs }: ThreadLimits = usual,
): AsyncGenerator<unknown> {
  // Next bundles this file, so the program is found from the folder of the project and not from here.
  const program = join(process.cwd(), 'lib', 'sources', 'file', 'thread', 'entry.ts')
  const worker = new Worker(program, {
    workerData: job,
    execArgv: ['--import', 'tsx'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const say = (message: ToThread) => worker.postMessage(message)
  const streams = new Map<number, AsyncIterator<Uint8Array>>()
  const inbox: FromThread[] = []
  let wake: () => void = () => {}
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    wake()
  }
  worker.on('message', (message: FromThread) => {
    inbox.push(message)
    wake()
  })
  worker.on('error', (error: Error & { code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch(memoryMb) : error),
  )
  worker.on('exit', (code) => fail(new Error(`The thread that read a file ended with ${code}`)))

  const heard = async (): Promise<FromThread> => {
    if (inbox.length === 0 && !failure) {
      const timer = setTimeout(() => fail(tooSlow(silentMs)), silentMs)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      clearTimeout(timer)
    }
    const message = inbox.shift()
    if (message) return message
    throw failure
  }

  try {
    for (;;) {
      const message = await heard()
      switch (message.kind) {
        case 'open':
          streams.set(message.stream, open()[Symbol.asyncIterator]())
          break
        case 'next': {
          const next = await streams.get(message.stream)?.next()
          say({ kind: 'chunk', stream: message.stream, chunk: next?.done === false ? next.value : null })
          break
        }
        case 'close':
          await streams.get(message.stream)?.return?.()
          streams.delete(message.stream)
          break
        case 'value':
          yield message.value
          say({ kind: 'more' })
          break
        case 'done':
          return
        case 'failed':
          if (!message.problem) throw new Error(`A thread could not read a file: ${message.text}`)
          throw new AppError(message.problem.code as 'invalid', message.problem.message, {
            field: message.problem.field,
          })
      }
    }
  } finally {
    await worker.terminate()
    for (const stream of streams.values()) await stream.return?.()
  }
}

const tooSlow = (ms: number) =>
  refused(
    `Reading the file made no progress for ${ms / 1000} seconds and was ended. Check what is in it, or split it.`,
  )
const tooMuch = (mb: number) =>
  refused(`Reading the file took over ${mb} MB of memory and was ended. Check what is in it, or split it.`)
