import { setTimeout as sleep } from 'node:timers/promises'
import type { Console } from './start-console'

/** How the portal answers others while it works on something: the slowest `/healthz`, in milliseconds. */
export async function healthDuring<T>({ url }: Pick<Console, 'url'>, work: Promise<T>) {
  let slowest = 0
  let over = false
  const watched = work.finally(() => {
    over = true
  })
  // Whoever awaits the work gets its error; without this, it would end the process before.
  watched.catch(() => {})
  do {
    const began = performance.now()
    const { status } = await fetch(`${url}/healthz`)
    if (status !== 200) throw new Error(`/healthz answered ${status}`)
    slowest = Math.max(slowest, performance.now() - began)
    await sleep(20)
  } while (!over)
  return { slowest, value: await watched }
}
