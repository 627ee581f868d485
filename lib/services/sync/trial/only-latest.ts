import { AppError } from '../../../platform/errors'
import { once } from '../../../platform/once'

interface Running {
  what: string
  ending: AbortController
}

const running = () => once('latest-trials', () => new Map<string, Running>())

/** Does some work for somebody, and ends what was done for them before of something else: nobody waits for that any more. */
export async function onlyLatest<T>(
  who: string,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const all = running()
  const before = all.get(who)
  if (before && before.what !== what)
    before.ending.abort(new AppError('conflict', 'You look at another mapping by now.'))
  const mine = { what, ending: new AbortController() }
  all.set(who, mine)
  try {
    return await work(mine.ending.signal)
  } finally {
    if (all.get(who) === mine) all.delete(who)
  }
}
