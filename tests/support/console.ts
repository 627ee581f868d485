import { test as base, expect, type Page } from '@playwright/test'
import { settingsFrom } from '@/lib/emulator/settings'
import { client, signInOver } from './client'
import { type Console, startConsole } from './start-console'

/** The variable that names a data folder with an empty database in it (tests/support/prepare.ts). */
export const preparedFolder = 'PREPARED_DATA_FOLDER'

/** The console that the tests of one Playwright worker use one after another. */
class Shared {
  #console: Console | undefined

  /** The console, as good as a new one. To start another takes ten times as long as to empty it. */
  async take(variables: Record<string, string>): Promise<Console> {
    await this.#console?.reset(settingsFrom(variables)).catch(async (error: unknown) => {
      process.stderr.write(`A new console is started, because the last one is not reset: ${error}\n`)
      await this.close()
    })
    this.#console ??= await this.#start(variables)
    return this.#console
  }

  async #start(variables: Record<string, string>) {
    const started = await startConsole({}, process.env[preparedFolder])
    await started.control('settings', settingsFrom(variables))
    return started
  }

  async close() {
    const closing = this.#console
    this.#console = undefined
    await closing?.close()
  }
}

interface Fixtures {
  /** For a test that looks at what only a new console has. */
  ownConsole: boolean
  /** Settings of the emulator, or of the portal: with the latter, a test gets a console of its own. */
  variables: Record<string, string>
  console: Console
  /** Opens a page in the browser of somebody else. */
  openPage: () => Promise<Page>
}

export const test = base.extend<Fixtures, { shared: Shared }>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const shared = new Shared()
      await use(shared)
      await shared.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  ownConsole: [false, { option: true }],
  variables: [{}, { option: true }],
  console: [
    async ({ ownConsole, variables, shared }, use) => {
      if (!ownConsole && Object.keys(variables).every((name) => name.startsWith('EMULATOR_'))) {
        return use(await shared.take(variables))
      }
      const started = await startConsole(variables, process.env[preparedFolder])
      await use(started)
      await started.close()
    },
    // Not of the time of the test, which may be the first of its worker.
    { timeout: 120_000 },
  ],
  openPage: async ({ browser }, use) => {
    const opened: Page[] = []
    await use(async () => {
      const page = await (await browser.newContext()).newPage()
      opened.push(page)
      return page
    })
    // A page that stays open goes on asking the console of the next test.
    await Promise.all(opened.map((page) => page.context().close()))
  },
})

/** Opens the console as this user, who has signed in at the local tenant's authority. */
export async function signIn(page: Page, console: Console, userPrincipalName: string): Promise<void> {
  const who = client(console)
  await signInOver(who, console, userPrincipalName)
  const cookies = [...who.cookies].map(([name, value]) => ({ name, value, url: console.url, httpOnly: true }))
  await page.context().addCookies(cookies)
  await page.goto(console.url)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

export { expect }
