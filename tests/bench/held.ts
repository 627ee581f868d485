import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What this process has in use, in bytes, without what only waits to be collected. */
function held() {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** The most that this process held at any time of some work. */
export async function peakOf<T>(work: () => Promise<T>): Promise<{ bytes: number; value: T }> {
  let bytes = 0
  const timer = setInterval(() => {
    bytes = Math.max(bytes, held())
  }, 500)
  const value = await work().finally(() => clearInterval(timer))
  return { bytes: Math.max(bytes, held()), value }
}
