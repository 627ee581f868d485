import { expect, signIn, test } from '../support/console'
import { haveConnection } from '../support/steps'

test('the activity log is filtered by its address, shows before and after, and is exported', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
  await page.goto(`${console.url}/connections/helpdesk/settings`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk tickets')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved in Graph.')).toBeVisible()

  await page.goto(`${console.url}/activity`)
  const rows = page.getByRole('table', { name: 'Audit log' }).locator('tbody tr')
  await expect(rows).toHaveCount(2)
  await page.getByRole('combobox', { name: 'What' }).selectOption('Update connection')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/\/activity\?action=updateConnection$/)
  await expect(rows).toHaveCount(1)
  await page.reload()
  await expect(rows).toHaveCount(1)

  await rows.getByText('Before and after').click()
  await expect(rows.getByText('"name": "Helpdesk",')).toBeVisible()
  await expect(rows.getByText('"name": "Helpdesk tickets",')).toBeVisible()
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await started).suggestedFilename()).toMatch(/^activity-.*\.csv$/)
  await rows.getByRole('link', { name: 'helpdesk' }).click()
  await expect(page).toHaveURL(/\/connections\/helpdesk$/)
})
