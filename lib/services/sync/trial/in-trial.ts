import { AppError } from '../../../platform/errors'
import { once } from '../../../platform/once'
import type { Job } from '../../../platform/thread/protocol'
import { Threads, type ThreadsOptions } from '../../../platform/thread/threads'
import { KnownUsers } from '../../../sync/known-users'
import type { Context } from '../../context'
import type { MappingInput } from '../mapping-draft'
import { sandboxAnswers } from './distant-sandbox'
import { rowsOf } from './rows-of'

const limits = { memoryMb: 512, silentMs: 20_000 }

/** Threads that try mappings on rows, a few at a time. */
export const trialThreads = ({ memoryMb, silentMs }: typeof limits) =>
  new Threads({
    program: 'lib/services/sync/trial/trial-program.ts',
    memoryMb,
    silentMs,
    most: 2,
    patienceMs: 30_000,
    // An admin who maps looks at a preview every few seconds.
    keptMs: 120_000,
    ended: (why) => (why === 'time' ? tooSlow(silentMs) : tooMuch(memoryMb)),
  } satisfies ThreadsOptions)

const usual = () => once('trial-threads', () => trialThreads(limits))
/** Looks at all rows of a source take seconds, and no preview waits for them. */
export const longThreads = () => once('long-trial-threads', () => trialThreads(limits))

/** Tries a mapping on the rows of a source, in a thread that cannot hold this process up. */
export async function inTrial(
  context: Context,
  of: MappingInput,
  job: Job,
  threads = usual(),
  signal?: AbortSignal,
) {
  const { rows, ...bytes } = await rowsOf(context, of)
  const users = new KnownUsers(context.ingestion)
  const sandbox = sandboxAnswers()
  const given = { ...(job.given as object), rows }
  const answers = {
    ...bytes.answers,
    ...sandbox.answers,
    users: (names: string[]) => users.idsOf(names),
  }
  try {
    return await threads.answer({ name: job.name, given }, answers, signal)
  } finally {
    sandbox.close()
    await bytes.close()
  }
}

const stopped = (what: string) =>
  new AppError(
    'invalid',
    `Trying the mapping on these rows took ${what} and was ended. Look for a row that is far larger than the others, or map fewer properties.`,
    { field: 'properties' },
  )
const tooSlow = (ms: number) => stopped(`longer than ${ms / 1000} seconds`)
const tooMuch = (mb: number) => stopped(`over ${mb} MB of memory`)
