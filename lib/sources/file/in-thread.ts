import type { FileFormat, FormatChoice } from '../../model/sync/file-format'
import { once } from '../../platform/once'
import { giveBytes } from '../../platform/thread/give-bytes'
import { Threads, type ThreadsOptions } from '../../platform/thread/threads'
import type { SourceRecord } from '../record'
import type { FileShape } from './inspect'
import { refused } from './refuse'

type Open = () => AsyncIterable<Uint8Array>

const limits = { memoryMb: 512, silentMs: 60_000 }

/** Threads that parse files. A run reads its file as long as it takes, so that none waits for another. */
export const fileThreads = ({ memoryMb, silentMs }: typeof limits) =>
  new Threads({
    program: 'lib/sources/file/file-program.ts',
    memoryMb,
    silentMs,
    most: Number.POSITIVE_INFINITY,
    patienceMs: 0,
    keptMs: 30_000,
    ended: (why) => (why === 'time' ? tooSlow(silentMs) : tooMuch(memoryMb)),
  } satisfies ThreadsOptions)

const usual = () => once('file-threads', () => fileThreads(limits))

/** Reads a file to its end where it cannot hold this process up: what it is, or what is wrong with it. */
export async function inspectInThread(open: Open, choice?: FormatChoice, threads = usual()) {
  const { answers, close } = giveBytes(open)
  const job = { name: 'inspect', given: { choice } }
  return (await threads.answer(job, answers).finally(close)) as FileShape
}

/** The records of a file, parsed where they cannot hold this process up. */
export async function* readInThread(open: Open, format: FileFormat): AsyncGenerator<SourceRecord[]> {
  const { answers, close } = giveBytes(open)
  try {
    const job = { name: 'read', given: { format } }
    yield* usual().run(job, answers) as AsyncGenerator<SourceRecord[]>
  } finally {
    await close()
  }
}

const tooSlow = (ms: number) =>
  refused(
    `Reading the file made no progress for ${ms / 1000} seconds and was ended. Check what is in it, or split it.`,
  )
const tooMuch = (mb: number) =>
  refused(`Reading the file took over ${mb} MB of memory and was ended. Check what is in it, or split it.`)
