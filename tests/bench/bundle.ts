import { readdir } from 'node:fs/promises'
import { chromium, type Page } from 'playwright'
import { ensureBuild } from '@/lib/cli/build'
import { templates } from '@/lib/model/connection/templates'
import { startTemplate } from '@/lib/model/results/starters'
import { findBrowser } from '../support/browser'
import { type Console, startConsole } from '../support/start-console'
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
    const paths = ['/sign-in', ...pages(run)]
    await expectEveryRoute(paths)
    let ok = true
    for (const path of paths) {
      const signedIn = path === '/sign-in' ? undefined : state
      const load = await coldLoad(browser, `${console.url}${path}`, signedIn)
      const value = total(load.scripts)
      const workers = total(load.workerScripts)
      const page = path.replace(run, '[run]')
      const script = { metric: `script of ${page}, cold`, value, unit: 'bytes gzip', budget: budgets.script }
      const task = {
        metric: `longest task of ${page}`,
        value: load.longestTask,
        unit: 'ms',
        budget: budgets.task,
      }
      if (workers > 0)
        report('bundle', { metric: `script of the workers of ${page}`, value: workers, unit: 'bytes gzip' })
      ok = [script, task].map((measure) => report('bundle', measure)).every(Boolean) && ok
    }
    return ok
  } finally {
    await browser.close()
    await console.close()
  }
}

const total = (scripts: readonly { bytes: number }[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0)

/** Connections of both kinds, with and without files, templates and resolvers, a registered source and a run. Answers the path of the run's page. */
async function prepare(console: Console, page: Page): Promise<string> {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets', ...settings })
  await haveConnection(console, 'helpdesk', { id: 'bare', name: 'Bare' })
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR', source: 'https://hr.contoso.com' })
  await page.goto(console.url)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.getByRole('button', { name: /alexw@contoso\.com/i }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.goto(`${console.url}/connections/tickets/groups`)
  await page.getByRole('button', { name: 'Create a group' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk')
  await page.getByRole('textbox', { name: 'Id' }).fill('helpdesk')
  await page.getByRole('button', { name: 'Create group' }).click()
  await page.waitForURL(/groups\/helpdesk$/)
  await page.goto(`${console.url}/connections/hrsystem/sync`)
  await upload(page, 'public/samples/contoso-hr.csv')
  await page.goto(`${console.url}/connections/tickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await page.getByText('Succeeded').first().waitFor({ timeout: 120_000 })
  return new URL(page.url()).pathname
}

const helpdesk = templates.find((known) => known.id === 'helpdesk')
if (!helpdesk) throw new Error('There is no template helpdesk')
const { id, priority, layout } = startTemplate('iconAndDetails', helpdesk.schema, [])
/** A template and a resolver: each brings its editor to its page. */
const settings = {
  searchSettings: { searchResultTemplates: [{ id, priority, layout: JSON.parse(layout) }] },
  activitySettings: {
    urlToItemResolvers: [
      {
        '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
        itemId: 'T{n}',
        priority: 1,
        urlMatchInfo: { baseUrls: ['https://help.contoso.com'], urlPattern: '/tickets/(?<n>[0-9]+)' },
      },
    ],
  },
}

const pages = (run: string) => [
  '/',
  '/connections',
  '/connections/new',
  '/connections/tickets',
  '/connections/tickets/schema',
  '/connections/tickets/sync',
  run,
  '/connections/tickets/sync/failing',
  '/connections/tickets/sync/runs',
  '/connections/hrsystem/sync',
  '/connections/bare/sync',
  '/connections/tickets/items',
  '/connections/tickets/items/T1001',
  '/connections/tickets/write-item?item=T1001',
  '/connections/tickets/groups',
  '/connections/tickets/groups/helpdesk',
  '/connections/tickets/group-source',
  '/connections/tickets/resolvers',
  '/connections/tickets/results',
  '/connections/bare/resolvers',
  '/connections/bare/results',
  '/connections/tickets/settings',
  '/profile-sources',
  '/activity',
  '/alerts',
  '/search?q=printer&connection=tickets&why=T1001',
  '/sessions',
]

/** For somebody without a role, and for an address that is none: they have no code of their own. */
const unmeasured = ['/no-access', '/[...unknown]']

/** Throws when the app has a page that none of these paths opens. */
async function expectEveryRoute(paths: readonly string[]) {
  const files = await readdir('app', { recursive: true })
  const routes = files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) =>
      `/${file.replace(/\/?page\.tsx$/, '').replace(/\([^)]*\)\/?/g, '')}`.replace(/(.)\/$/, '$1'),
    )
  const forgotten = routes.filter((route) => {
    const shape = new RegExp(`^${route.replace(/\[[^\]]*\]/g, '[^/]+')}$`)
    return !unmeasured.includes(route) && !paths.some((path) => shape.test(path.replace(/\?.*/, '')))
  })
  if (forgotten.length > 0) throw new Error(`No page of ${forgotten.join(', ')} is measured.`)
}
