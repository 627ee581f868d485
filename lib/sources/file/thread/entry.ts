import { parentPort, workerData } from 'node:worker_threads'
import { AppError, asProblem } from '../../../platform/errors'
import { inspectFile } from '../inspect'
import { readFile } from '../read'
import type { FileJob, FromThread, ToThread } from './protocol'

/** The program of a thread: it parses a file that the other side hands over piece by piece. */
const port = parentPort
if (!port) throw new Error('This is the program of a thread.')

const tell = (message: FromThread) => port.postMessage(message)
const waiting = new Map<number, (chunk: Uint8Array | null) => void>()
let wanted: () => void = () => {}
let streams = 0

port.on('message', (message: ToThread) => {
  if (message.kind === 'more') wanted()
  else waiting.get(message.stream)?.(message.chunk)
})

async function* open(): AsyncGenerator<Uint8Array> {
  const stream = streams++
  tell({ kind: 'open', stream })
  try {
    for (;;) {
      const chunk = await new Promise<Uint8Array | null>((got) => {
        waiting.set(stream, got)
        tell({ kind: 'next', stream })
      })
      if (!chunk) return
      yield chunk
    }
  } finally {
    waiting.delete(stream)
    tell({ kind: 'close', stream })
  }
}

async function give(value: unknown) {
  const taken = new Promise<void>((more) => {
    wanted = more
  })
  tell({ kind: 'value', value })
  await taken
}

try {
  const job = workerData as FileJob
  if (job.kind === 'inspect') await give(await inspectFile(open, job.choice))
  else for await (const records of readFile(open(), job.format)) await give(records)
  tell({ kind: 'done' })
} catch (error) {
  tell({
    kind: 'failed',
    problem: error instanceof AppError ? asProblem(error) : null,
    text: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
} finally {
  port.close()
}
