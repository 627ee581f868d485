import { expect, signIn, test } from '../support/console'
import { haveConnection, startSync, upload } from '../support/steps'
import { ticketsCsv } from '../support/tickets'

const csv = ticketsCsv(1, 400, (n) => (n % 2 ? { createdAt: 'yesterday' } : {}))

test('a run stops at the limit that an admin has set, and says so', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByRole('region', { name: 'Limits of a run' })).toBeVisible()

  const failed = page.getByLabel('After so many failed rows')
  await failed.fill('0')
  await failed.blur()
  await expect(page.getByText('Enter a whole number from 1 to 1,000,000.').first()).toBeVisible()
  await failed.fill('20')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await expect(page.getByText('Saved. The next run keeps to them.')).toBeVisible()
  await startSync(page)

  await expect(page.getByText('The sync was stopped by a limit.').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/rows failed, and this sync stops at 20/).first()).toBeVisible()
})
