import { AppError } from '../../platform/errors'
import { once } from '../../platform/once'
import { Threads } from '../../platform/thread/threads'
import type { Page, readPage } from './page'

const silentMs = 30_000
const memoryMb = 512

const threads = () =>
  once(
    'page-threads',
    () =>
      new Threads({
        program: 'lib/sources/http/page-program.ts',
        memoryMb,
        silentMs,
        most: 2,
        patienceMs: 30_000,
        keptMs: 30_000,
        ended: (why) =>
          tooMuch(why === 'time' ? `longer than ${silentMs / 1000} seconds` : `over ${memoryMb} MB`),
      }),
  )

/** Reads one answer where it cannot hold this process up. */
export const readPageInThread = async (...given: Parameters<typeof readPage>): Promise<Page> =>
  (await threads().answer({ name: 'page', given })) as Page

const tooMuch = (what: string) =>
  new AppError('invalid', `Reading a page of the API took ${what} and was ended. Ask for smaller pages.`, {
    field: 'url',
  })
