import type { Browser, BrowserContextOptions } from 'playwright'

interface Script {
  url: string
  bytes: number
}

export interface ColdLoad {
  /** Every script that the page transferred, and its bytes as they came over the wire. */
  scripts: Script[]
  /** What its workers transferred: it runs beside the page and holds up nothing on it. */
  workerScripts: Script[]
  /** The longest task of the page's main thread until it was quiet, in milliseconds; 0 if none was over 50. */
  longestTask: number
}

/** Opens an address in a browser that has nothing cached, and waits until it has loaded what it wants to. */
export async function coldLoad(
  browser: Browser,
  url: string,
  storageState: BrowserContextOptions['storageState'],
): Promise<ColdLoad> {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    const scripts: Promise<Script>[] = []
    const workerScripts: Promise<Script>[] = []
    context.on('requestfinished', (request) => {
      // The browser says "other" of a script that a worker imports.
      const isWorkers = request.resourceType() === 'other' && new URL(request.url()).pathname.endsWith('.js')
      if (request.resourceType() !== 'script' && !isWorkers) return
      const size = request.sizes().then(({ responseBodySize }) => responseBodySize)
      const script = size.then((bytes) => ({ url: request.url(), bytes }))
      ;(isWorkers ? workerScripts : scripts).push(script)
    })
    await page.addInitScript(() => {
      const tasks = { longest: 0 }
      Object.assign(window, { tasks })
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.longest = Math.max(tasks.longest, duration)
      }).observe({ type: 'longtask', buffered: true })
    })
    const response = await page.goto(url, { waitUntil: 'networkidle' })
    if (!response?.ok()) throw new Error(`${url} answered ${response?.status()}.`)
    // What a page fetches once it is idle counts too.
    await page.waitForTimeout(1_500)
    await page.waitForLoadState('networkidle')
    const longestTask = await page.evaluate(
      () => (window as unknown as { tasks: { longest: number } }).tasks.longest,
    )
    return {
      scripts: await Promise.all(scripts),
      workerScripts: await Promise.all(workerScripts),
      longestTask,
    }
  } finally {
    await context.close()
  }
}
