import type { BrowserContext, Page } from '@playwright/test'
import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import type { Console } from '../support/start-console'
import {
  createConnection,
  haveConnection,
  registered,
  startSync,
  submitSchema,
  upload,
} from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '4000' } })

const admin = 'alexw@contoso.com'
const tickets = { id: 'helpdesktickets', name: 'Helpdesk tickets' }
const hr = { id: 'hrsystem', name: 'HR system', source: 'https://hr.contoso.com' }

/** Keeps what a page was refused by its content security policy, from its first script on. */
const keepViolations = (context: BrowserContext) =>
  context.addInitScript(() => {
    const kept: string[] = []
    Object.assign(window, { violations: kept })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      kept.push(`${effectiveDirective} ${blockedURI} in ${sourceFile}`),
    )
  })

test.beforeEach(({ context }) => keepViolations(context))

/** No violation of axe, in light and in dark, nor of the content security policy, and no complaint of the browser. */
async function look(page: Page, complaints: string[] = []) {
  await wear(page, 'light')
  expect.soft(await axeFindings(page), `${page.url()} in light`).toEqual([])
  // The dark page differs in nothing but its colours.
  await wear(page, 'dark')
  const inDark = await axeFindings(page, { rules: ['color-contrast', 'link-in-text-block'] })
  expect.soft(inDark, `${page.url()} in dark`).toEqual([])
  expect.soft(complaints, page.url()).toEqual([])
  const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations)
  expect.soft(violations, page.url()).toEqual([])
}

/** Changes the colours and waits until they are on the screen. */
async function wear(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

function listen(page: Page) {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

async function lookAt(page: Page, console: Console, paths: string[], complaints?: string[]) {
  for (const path of paths) {
    await page.goto(`${console.url}${path}`)
    await look(page, complaints)
  }
}

test('axe finds nothing on the way to a content connection', async ({ page, console }) => {
  test.slow()
  const complaints = listen(page)
  await page.goto(`${console.url}/sign-in`)
  await look(page, complaints)
  await signIn(page, console, admin)
  await look(page, complaints)
  await lookAt(page, console, ['/connections'], complaints)
  await page.goto(`${console.url}/connections/new`)
  await page.getByRole('textbox', { name: 'Id' }).fill('a-')
  await look(page, complaints)

  await page.goto(console.url)
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk tickets')
  await look(page, complaints)
  await lookAt(page, console, ['/connections/helpdesktickets/sync'], complaints)
  await page.goto(`${console.url}/connections/helpdesktickets/schema`)
  await submitSchema(page)
  await look(page, complaints)
  await registered(page)
  await lookAt(page, console, ['/connections/helpdesktickets/sync'], complaints)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await look(page, complaints)
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await look(page, complaints)
  const base = '/connections/helpdesktickets'
  const lists = [`${base}/sync/runs`, `${base}/items?state=x`, `${base}/items/T1001`]
  const rest = ['', '/connections', base, ...lists, '/activity']
  await lookAt(page, console, rest, complaints)
})

test('axe finds nothing in dialogs and tooltips', async ({ page, console }) => {
  test.slow()
  const complaints = listen(page)
  await haveConnection(console, 'helpdesk', tickets)
  await haveConnection(console, 'people', hr)
  await haveConnection(console, 'people', { id: 'badges', name: 'Badges' })
  await signIn(page, console, admin)
  const dialog = page.getByRole('dialog')
  const opened = async () => {
    await expect(dialog).toBeVisible()
    await look(page, complaints)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }

  await page.goto(`${console.url}/profile-sources`)
  await look(page, complaints)
  // The list is drawn anew when the pointer comes, and a browser may notice what is under it only when it moves.
  await expect(async () => {
    await page.mouse.move(0, 0)
    await page.getByRole('button', { name: 'Remove Microsoft Entra' }).hover()
    await expect(page.getByRole('tooltip')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await look(page, complaints)
  await page.getByRole('button', { name: 'Register source' }).click()
  await opened()
  await page.getByRole('button', { name: 'Remove HR system' }).click()
  await opened()

  await page.goto(`${console.url}/connections/helpdesktickets/settings`)
  await page.getByRole('button', { name: 'Save' }).hover()
  await expect(page.getByRole('tooltip')).toBeVisible()
  await look(page, complaints)
  await page.getByRole('button', { name: 'Delete connection' }).click()
  await opened()

  await page.goto(`${console.url}/connections/helpdesktickets/schema`)
  await page.getByRole('textbox', { name: 'title, aliases' }).fill('subject')
  await page.getByRole('button', { name: 'Review changes' }).click()
  await opened()
  await page.getByRole('button', { name: 'ticketId, labels: none' }).click()
  await opened()
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  await look(page, complaints)
})

test('axe finds nothing for a Reader, for who has no role, and when something fails', async ({
  page,
  console,
  openPage,
}) => {
  test.slow()
  await haveConnection(console, 'helpdesk', tickets)
  await signIn(page, console, 'megan@contoso.com')
  const paths = ['schema', 'sync', 'resolvers', 'settings'].map(
    (name) => `/connections/helpdesktickets/${name}`,
  )
  await lookAt(page, console, ['/connections/new', ...paths, '/profile-sources'])
  await lookAt(page, console, ['/connections/nothing', '/nowhere'])

  await console.control('faults', { faults: [{ match: { path: '.' }, status: 503, rate: 1 }] })
  await page.goto(`${console.url}/connections/helpdesktickets`)
  await expect(page.getByText('Graph does not answer at the moment.')).toBeVisible()
  await look(page)

  await console.control('faults', { faults: [] })
  const other = await openPage()
  await keepViolations(other.context())
  await other.goto(console.url)
  await other.getByRole('button', { name: /sign in/i }).click()
  await other.getByRole('button', { name: /adelev/ }).click()
  await expect(other.getByText('You have no role here')).toBeVisible()
  await look(other)
})

test('axe finds nothing in the resolver workbench with all of it at work', async ({ page, console }) => {
  test.slow()
  const complaints = listen(page)
  await haveConnection(console, 'helpdesk', tickets)
  await signIn(page, console, admin)
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.goto(`${console.url}/connections/helpdesktickets/resolvers`)
  const wrong = page.getByRole('table', { name: 'Item links that go wrong' })
  await expect(wrong).toBeVisible()
  await look(page, complaints)
  await wrong.getByRole('button', { name: 'Propose a resolver' }).first().click()
  await expect(page.getByText('100 %', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Take 200 from items' }).click()
  const tried = page.getByRole('table', { name: 'Tried links' })
  await tried
    .getByRole('button', { name: /^Show the trace of/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Drag resolver 1' }).focus()
  await expect(page.getByRole('grid', { name: 'Resolvers in order' })).toBeVisible()
  await page.getByRole('region', { name: 'Test cases' }).getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Link', { exact: true }).fill('https://help.contoso.com/about')
  await page.getByLabel('Expected item id').fill('T1')
  await look(page, complaints)
  await page.getByRole('button', { name: 'Save case' }).click()
  await expect(page.getByText('1 of 1 fails')).toBeVisible()
  await page.getByRole('region', { name: 'Save' }).getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('dialog', { name: 'Review the resolvers' })).toBeVisible()
  await look(page, complaints)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'By example' }).click()
  await expect(page.getByRole('dialog', { name: 'A resolver by example' })).toBeVisible()
  await look(page, complaints)
})

test('no page scrolls sideways at 390 px', async ({ page, console }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await haveConnection(console, 'people', hr)
  await signIn(page, console, admin)
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk tickets')
  const paths = [
    '',
    '/connections',
    '/connections/new',
    '/connections/helpdesktickets',
    '/connections/helpdesktickets/schema',
    '/connections/helpdesktickets/sync',
    '/connections/helpdesktickets/resolvers',
    '/connections/helpdesktickets/settings',
    '/connections/hrsystem/sync',
    '/connections/hrsystem/sync/runs',
    '/connections/hrsystem/items/nobody',
    '/profile-sources',
    '/activity',
    '/nowhere',
  ]
  for (const path of paths) {
    await page.goto(`${console.url}${path}`)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(sideways, path).toBe(0)
  }
})
