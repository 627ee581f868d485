import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import { haveConnection } from '../support/steps'

const indexMs = 20 * 60_000
test.use({ variables: { EMULATOR_INDEX_MS: String(indexMs) } })

test('an item that was written by hand is not found, says why, and is found once it is indexed', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await page.goto(`${console.url}/connections/tickets/items`)
  await expect(page.getByLabel('Id begins with')).toBeHidden()
  await page.getByRole('link', { name: 'Write an item' }).click()
  const form = page.getByRole('form', { name: 'Write an item' })
  await form.getByLabel('Item id').fill('H1')
  await form.getByLabel('title', { exact: true }).fill('Printer of the board')
  await form.getByLabel('url', { exact: true }).fill('https://help.contoso.com/H1')
  await form.getByRole('button', { name: 'Send to Graph' }).click()
  await expect(form.getByRole('alert').first()).toContainText('Nobody could read it')
  await form.getByLabel('Who', { exact: true }).selectOption('Person')
  const person = form.getByRole('combobox', { name: 'Person' })
  await person.fill('alex')
  await expect(form.getByRole('option', { name: /^Alex Wilber/ })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await person.press('ArrowDown')
  await expect(form.getByRole('option', { name: /^Alex Wilber/, selected: true })).toBeVisible()
  await person.press('Enter')
  await expect(form.getByRole('list', { name: 'Readers' })).toContainText('Alex Wilber')
  expect(await axeFindings(page)).toEqual([])
  await form.getByRole('button', { name: 'Send to Graph' }).click()
  await expect(page.getByText('Graph has it.')).toBeVisible({ timeout: 30_000 })

  await form.getByRole('link', { name: 'Open the item' }).click()
  const activity = page.getByRole('form', { name: 'Add an activity' })
  await expect(activity).toContainText('adds it again')
  await activity.getByRole('combobox', { name: 'Person' }).fill('megan@contoso.com')
  await activity.getByRole('button', { name: 'Add activity' }).click()
  await expect(activity.getByRole('status').last()).toContainText('Graph has it, of Megan Bowen')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Not found in search? Why' }).click()
  const checks = page.getByRole('list', { name: 'Checks' })
  await expect(checks.getByRole('listitem').filter({ hasText: 'Indexed' })).toContainText('Wait')
  await expect(page.getByText(/^Look first at: Indexed/)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 800 })

  // Entra asks whoever searches first.
  const denied = { status: 400, error: 'interaction_required', message: 'Consent is required.' }
  const match = { service: 'authority', method: 'POST', path: '/*/oauth2/v2.0/token' }
  await console.control('faults', [{ match, times: 1, ...denied }])
  const query = page.getByLabel('Words or KQL')
  await page.goto(`${console.url}/search?q=board`)
  await page.getByRole('button', { name: 'Allow search as alexw@contoso.com' }).click()
  await page.getByRole('button', { name: /^Alex Wilber/ }).click()
  await expect(page).toHaveURL(`${console.url}/search?q=board`)
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()

  await console.control('clock', { advanceMs: indexMs })
  await query.fill('title:(')
  await query.press('Enter')
  await expect(page.getByText(/^Graph cannot read this query\./)).toBeVisible()
  await query.fill('title:board')
  await query.press('Enter')
  await expect(page.getByRole('heading', { name: 'About 1 hit' })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Printer of the board' }).click()
  await expect(page).toHaveURL(/\/items\/H1$/)
  await page.getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('H1')
  await dialog.getByRole('button', { name: 'Delete item' }).click()
  await expect(page.getByText('No items yet')).toBeVisible({ timeout: 30_000 })
})
