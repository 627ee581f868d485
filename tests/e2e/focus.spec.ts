import type { Page } from '@playwright/test'
import { expect, signIn, test } from '../support/console'
import { createConnection, haveConnection } from '../support/steps'

const focused = (page: Page) => page.locator(':focus')

test('the focus stays where the work is after Create, Save and Save order', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk')
  await expect(focused(page)).toHaveText('Helpdesk')
  await expect(page).toHaveTitle('Schema – Helpdesk – Connectors Console')

  await page.goto(`${console.url}/connections/helpdesk/settings`)
  await expect(page).toHaveTitle('Settings – Helpdesk – Connectors Console')
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk tickets')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByText('Saved in Graph.')).toBeVisible()
  await expect(focused(page)).toHaveText('Save')

  await haveConnection(console, 'people', {
    id: 'hrsystem',
    name: 'HR system',
    source: 'https://hr.contoso.com',
  })
  await page.goto(`${console.url}/profile-sources`)
  await page.getByRole('button', { name: 'Move HR system down' }).click()
  await expect(page.getByText('HR system is now 2 of 2.')).toBeAttached()
  await page.getByRole('button', { name: 'Save order' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Save order' })).toBeHidden()
  await expect(focused(page)).toHaveText('Priority')
})

test('the slash jumps to the search from a checkbox too', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
  await page.goto(`${console.url}/connections/helpdesk/schema`)
  // Before the page is alive a key does nothing.
  await expect(async () => {
    await page.getByRole('checkbox', { name: 'title, searchable' }).focus()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Find a property' })).toBeFocused({ timeout: 500 })
  }).toPass()
})
