import type { Page } from '@playwright/test'
import { appToken } from '@/lib/entra/tokens'
import { createGraph } from '@/lib/graph/client'
import { putItem } from '@/lib/graph/items'
import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import type { Console } from '../support/start-console'
import { approvePlan, haveConnection, startSync, upload } from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '3000' } })

test('what a schema change needs again is shown until one button has sent it', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await page.goto(`${console.url}/connections/tickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  const items = (await console.items('tickets')).length

  await page.goto(`${console.url}/connections/tickets/schema`)
  await page.getByRole('checkbox', { name: 'ticketId, searchable' }).check()
  await page.getByRole('button', { name: 'Submit changes' }).click()
  const review = page.getByRole('dialog', { name: 'Changes to the registered schema' })
  await expect(review.getByText(/have to be sent again \(about/)).toBeVisible()
  await review.getByRole('button', { name: 'Submit changes' }).click()
  await expect(review).toBeHidden()
  await expect(page.getByText(/^The schema is registered\. It took/)).toBeVisible({ timeout: 60_000 })

  await page.goto(console.url)
  const attention = page.getByRole('region', { name: 'Needs attention' })
  const owed = new RegExp(`${items.toLocaleString('en')} items have to be sent again`)
  await expect(attention.getByText(owed)).toBeVisible()
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await expect(page.getByRole('row', { name: /Tickets/ })).toContainText(owed)
  await page.getByRole('link', { name: 'Tickets' }).click()
  await expect(page.getByText(owed)).toBeVisible()

  await page.getByRole('link', { name: 'Items', exact: true }).click()
  await page.getByLabel('State').selectOption('To be sent again')
  await page.getByLabel('Words of title or link').fill('printer')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/state=owed&?/)
  const listed = page.getByRole('table', { name: 'Items' })
  await expect(listed.getByText('To be sent again').first()).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await listed.getByRole('row').nth(1).getByRole('link').first().click()
  const sides = page.getByRole('table', { name: 'Source, sent, held' })
  await expect(sides.getByRole('row', { name: /^title/ })).toContainText('Same')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('Graph has it.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('To be sent again')).toBeHidden()
  await walkGroups(page)
  await page.goto(`${console.url}/connections/tickets`)

  await console.forgetRequests()
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('row', { name: /Owed to Graph/ })).toContainText(
    (items - 1).toLocaleString('en'),
  )
  await approvePlan(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  const puts = (await console.requests()).filter(
    ({ method, path }) => method === 'PUT' && path.includes('/items/'),
  )
  expect(puts.length).toBe(items - 1)
  await page.goto(console.url)
  await expect(attention.getByText('Nothing. Every connection is as it should be.')).toBeVisible()
  await walkCheck(page, console)
})

/** Somebody else changes an item at Graph: a check finds it, its page shows it, and it is sent again. */
async function walkCheck(page: Page, console: Console) {
  const [stored] = await console.items('tickets')
  if (!stored) throw new Error('There is no item.')
  const { graph: baseUrl, authority, tenantId, apps } = console.ready
  const app = apps.find(({ name }) => name === 'everything')
  if (!app) throw new Error('There is no such app.')
  const graph = createGraph({
    baseUrl,
    token: appToken('INGESTION', app, { authority, tenantId, graphUrl: baseUrl }),
  })
  const { acl, properties } = stored
  await putItem(graph, 'tickets', stored.id, { acl, properties: { ...properties, title: 'Not from here' } })

  await page.goto(`${console.url}/connections/tickets/sync`)
  await page.getByRole('button', { name: 'Check all items' }).click()
  const found = page.getByRole('table', { name: 'Items that differ' })
  await expect(found.getByRole('row', { name: new RegExp(stored.id) })).toContainText('title', {
    timeout: 60_000,
  })
  const check = page.url()
  await found.getByRole('link', { name: stored.id }).click()
  const sides = page.getByRole('table', { name: 'Source, sent, held' })
  await expect(sides.getByRole('row').nth(1)).toContainText('Not from here')
  await expect(page.getByText(/difference/).first()).toBeVisible()
  await page.goto(check)
  await page.getByRole('button', { name: 'Send again: Changed by somebody else' }).click()
  await expect(page).not.toHaveURL(check)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  const now = (await console.items('tickets')).find(({ id }) => id === stored.id)
  expect(now?.properties.title).toBe(properties.title)
}

/** From the page of an item: a group is created, filled and emptied, and the item tells who may read it. */
async function walkGroups(page: Page) {
  const item = page.url()
  const check = page.getByRole('region', { name: 'Who may read it?' })
  await check.getByLabel('Person').fill('megan@contoso.com')
  await page.keyboard.press('Enter')
  await expect(check.getByText('May read it', { exact: true })).toBeVisible()
  await check.getByRole('button', { name: 'Count the readers' }).click()
  await expect(check.getByText(/^Everyone in the tenant/)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('button', { name: 'Create a group' }).click()
  const form = page.getByRole('dialog', { name: 'Create a group' })
  await form.getByLabel('Name').fill('First line')
  await form.getByLabel('Id').fill('tier1')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/groups\/tier1$/)
  await page.getByLabel('User principal name or object id').fill('megan@contoso.com')
  await page.keyboard.press('Enter')
  const members = page.getByRole('table', { name: 'Members' })
  await expect(members.getByRole('row', { name: /megan@contoso\.com/i })).toContainText('In Graph', {
    timeout: 30_000,
  })
  // A page that refreshes itself is written anew, its title too.
  await expect(page.getByText('In Graph', { exact: true })).toHaveCount(2)
  await expect(page).toHaveTitle(/^Group – Tickets/)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await axeFindings(page)).toEqual([])
  await page.setViewportSize({ width, height })

  await page.getByRole('button', { name: 'Remove all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove all members' }).click()
  await expect(page.getByText(/^Nobody is in it: /)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: 'All groups' }).click()
  await expect(page.getByRole('row', { name: /First line/ })).toContainText('tier1')
  await expect(page).toHaveTitle(/^Groups – Tickets/)
  expect(await axeFindings(page)).toEqual([])
  await page.goto(item)
}

test('people data that is sent too early is warned of, owed, and sent after the registration', async ({
  page,
  console,
  openPage,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system' })
  await page.goto(`${console.url}/connections/hrsystem/sync`)
  await upload(page, 'public/samples/contoso-hr.csv')
  await expect(page.getByText(/^Graph drops people data/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Register first' })).toBeVisible()

  await page.getByRole('button', { name: 'Start sync' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sync before it is registered?' })
  await dialog.getByRole('button', { name: 'Start anyway' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  await approvePlan(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/no profile shows what this run has sent/i)).toBeVisible()
  await readAsReader(await openPage(), console)

  await page.goto(console.url)
  const attention = page.getByRole('region', { name: 'Needs attention' })
  await attention.getByRole('link', { name: 'Register: HR system' }).click()
  await expect(page).toHaveURL(/\/profile-sources/)
  const form = page.getByRole('dialog', { name: /Register a profile source/ })
  await form.getByRole('textbox', { name: 'Web address' }).fill('https://hr.contoso.com')
  await form.getByRole('button', { name: 'Register source' }).click()
  await expect(page.getByLabel('Prioritized profile sources')).toContainText('HR system')

  await page.goto(console.url)
  await attention.getByRole('button', { name: 'Send again: HR system' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await page.goto(`${console.url}/connections/hrsystem`)
  await expect(page.getByText(/may reach no profile/)).toBeHidden()
})

/** Who may not read contents sees the ids of people data, and which parts differ, but no value. */
async function readAsReader(page: Page, console: Console) {
  await signIn(page, console, 'megan@contoso.com')
  await page.goto(`${console.url}/connections/hrsystem/items`)
  await expect(page.getByText('Titles and links are hidden.')).toBeVisible()
  await expect(page.getByLabel('Words of title or link')).toBeHidden()
  const [stored] = await console.items('hrsystem')
  const id = stored?.id ?? ''
  await page.getByLabel('Id begins with').fill(id)
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('table', { name: 'Items' }).getByRole('link', { name: id, exact: true }).click()
  await expect(page.getByText('Values are hidden.')).toBeVisible()
  const sides = page.getByRole('table', { name: 'Source, sent, held' })
  await expect(sides.getByRole('columnheader')).toHaveText(['Part', 'Result'])
}

test('a registration by another tool takes the place of the button that asks for it', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system' })
  await page.goto(`${console.url}/connections/hrsystem/sync`)
  await upload(page, 'public/samples/contoso-hr.csv')
  await page.getByRole('button', { name: 'Start sync' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start anyway' }).click()
  await approvePlan(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await page.goto(console.url)
  const attention = page.getByRole('region', { name: 'Needs attention' })
  await expect(attention.getByRole('link', { name: 'Register: HR system' })).toBeVisible()

  const source = {
    sourceId: 'hrsystem',
    displayName: 'HR',
    webUrl: 'https://hr.contoso.com',
    kind: 'Connector',
  }
  await console.control('seed', { profileSources: [source] })
  await page.reload()

  await expect(attention.getByRole('button', { name: 'Send again: HR system' })).toBeVisible()
  await expect(attention.getByRole('link', { name: 'Register: HR system' })).toBeHidden()
})
