import type { Page } from '@playwright/test'

/** Lets no script of these come until it is called. */
export async function holdScripts(page: Page, held: (url: string) => boolean) {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    if (held(route.request().url())) await released
    await route.continue()
  })
  return release
}
