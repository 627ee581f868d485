import { chromium, type Page } from 'playwright'
import { ensureBuild } from '@/lib/cli/build'
import { findBrowser } from '../support/browser'
import { type Console, startConsole } from '../support/console'
import { haveConnection, startSync, upload } from '../support/steps'
import { coldLoad } from './cold-load'
import { report } from './report'

const budgets = { script: { atMost: 180_000 }, task: { atMost: 200 } }

/** The script that each page transfers into an empty browser, and the longest task until it is quiet. */
export async function bundle(): Promise<boolean> {
  await ensureBuild((line) => process.stderr.write(`${line}\n`))
  const console = await startConsole()
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    const context = await browser.newContext()
    const run = await prepare(console, await context.newPage())
    const state = await context.storageState()
    let ok = true
    for (const path of ['/sign-in', ...pages(run)]) {
      const signedIn = path === '/sign-in' ? undefined : state
      const { scripts, longestTask } = await coldLoad(browser, `${console.url}${path}`, signedIn)
      const value = scripts.reduce((sum, { bytes }) => sum + bytes, 0)
      const page = path.replace(run, '[run]')
      const script = { metric: `script of ${page}, cold`, value, unit: 'bytes gzip', budget: budgets.script }
      const task = { metric: `longest task of ${page}`, value: longestTask, unit: 'ms', budget: budgets.task }
      ok = [script, task].map((measure) => report('bundle', measure)).every(Boolean) && ok
    }
    return ok
  } finally {
    await browser.close()
    await console.close()
  }
}

/** Connections of both kinds, a registered source and a run. Answers the path of the run's page. */
async function prepare(console: Console, page: Page): Promise<string> {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR', source: 'https://hr.contoso.com' })
  await page.goto(console.url)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.getByRole('button', { name: /alexw@contoso\.com/i }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.goto(`${console.url}/connections/tickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await page.getByText('Succeeded').first().waitFor({ timeout: 120_000 })
  return new URL(page.url()).pathname
}

const pages = (run: string) => [
  '/',
  '/connections',
  '/connections/new',
  '/connections/tickets',
  '/connections/tickets/schema',
  '/connections/tickets/sync',
  run,
  '/connections/hrsystem/sync',
  '/connections/tickets/resolvers',
  '/connections/tickets/results',
  '/connections/tickets/settings',
  '/profile-sources',
  '/activity',
]
