import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from '../support/console'
import { createConnection, registered, startSync, submitSchema, upload } from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '4000' } })

/** No violation of axe, in light and in dark, and no word of the browser about the content policy. */
async function look(page: Page, complaints: string[]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    expect.soft(found, `${page.url()} in ${colorScheme}`).toEqual([])
  }
  expect.soft(complaints, page.url()).toEqual([])
}

function listen(page: Page) {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

test('axe finds nothing on any page, light and dark', async ({ page, console }) => {
  test.slow()
  const complaints = listen(page)
  await page.goto(`${console.url}/sign-in`)
  await look(page, complaints)
  await signIn(page, console, 'alexw@contoso.com')
  await look(page, complaints)
  await page.goto(`${console.url}/connections`)
  await look(page, complaints)
  await page.goto(`${console.url}/connections/new`)
  await page.getByRole('textbox', { name: 'Id' }).fill('a-')
  await look(page, complaints)

  await page.goto(console.url)
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk tickets')
  await look(page, complaints)
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await look(page, complaints)
  await page.goto(`${console.url}/connections/helpdesktickets/schema`)
  await submitSchema(page)
  await look(page, complaints)
  await registered(page)
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await look(page, complaints)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await look(page, complaints)
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await look(page, complaints)

  for (const path of [
    '',
    '/connections',
    '/connections/helpdesktickets',
    '/connections/helpdesktickets/settings',
    '/profile-sources',
    '/activity',
  ]) {
    await page.goto(`${console.url}${path}`)
    await look(page, complaints)
  }
  await page.goto(`${console.url}/connections/helpdesktickets/settings`)
  await page.getByRole('button', { name: 'Delete connection' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, complaints)
})

test('no page scrolls sideways at 390 px', async ({ page, console }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, console, 'alexw@contoso.com')
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk tickets')
  const paths = [
    '',
    '/connections',
    '/connections/new',
    '/connections/helpdesktickets',
    '/connections/helpdesktickets/schema',
    '/connections/helpdesktickets/sync',
    '/connections/helpdesktickets/settings',
    '/profile-sources',
    '/activity',
  ]
  for (const path of paths) {
    await page.goto(`${console.url}${path}`)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(sideways, path).toBe(0)
  }
})
