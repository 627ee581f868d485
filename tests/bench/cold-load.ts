import type { Browser, BrowserContextOptions } from 'playwright'

export interface ColdLoad {
  /** Every script that was transferred, workers' too, and its bytes as they came over the wire. */
  scripts: { url: string; bytes: number }[]
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
    const scripts: Promise<ColdLoad['scripts'][number]>[] = []
    context.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return
      const size = request.sizes().then(({ responseBodySize }) => responseBodySize)
      scripts.push(size.then((bytes) => ({ url: request.url(), bytes })))
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
    return { scripts: await Promise.all(scripts), longestTask }
  } finally {
    await context.close()
  }
}
