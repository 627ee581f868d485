import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import { haveConnection, startSync, upload } from '../support/steps'
import { ticketsCsv } from '../support/tickets'

const refused = (id: string, error: string) => ({
  match: { method: 'PUT', path: `/items/${id}$` },
  status: 400,
  error,
})

test('rows of one cause are retried alone, and what fails for good is set aside with a note', async ({
  page,
  console,
}) => {
  test.slow()
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  const sync = `${console.url}/connections/tickets/sync`
  const csv = ticketsCsv(1, 12, (n) => (n === 3 ? { createdAt: 'yesterday' } : {}))
  await console.control('faults', {
    faults: [refused('T5', 'BadRequest'), refused('T6', 'BadRequest'), refused('T9', 'Odd')],
  })
  await page.goto(sync)
  await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await startSync(page)
  const causes = page.getByRole('table', { name: 'Failed rows by cause' })
  await expect(causes.getByRole('row', { name: /^A value is missing or does not fit/ })).toBeVisible({
    timeout: 60_000,
  })

  await console.forgetRequests()
  const run = page.url()
  await causes.getByRole('button', { name: 'Retry 2: Graph refused the item' }).click()
  await expect(page).not.toHaveURL(run)
  await expect(page.getByText('2 of 2 rows')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Succeeded')).toBeVisible()
  const sent = (await console.requests()).filter(({ method }) => method === 'PUT')
  expect(sent.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['T5', 'T6'])

  await page.goto(run)
  await page.getByRole('link', { name: 'All records that fail, over all runs' }).click()
  const failing = page.getByRole('table', { name: 'Failing records' })
  await expect(failing.getByRole('row')).toHaveCount(3)
  await expect(failing.getByRole('row', { name: /T9 .*Odd/ })).toContainText('Tried again by each run')
  await failing.getByRole('checkbox', { name: 'Choose T3' }).press('Space')
  await page.getByRole('button', { name: 'Set aside' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Set 1 record aside?' })
  await dialog.getByRole('button', { name: 'Set aside' }).click()
  await expect(dialog.getByText('Write why they need not be sent.')).toBeVisible()
  await dialog.getByLabel('Note').fill('A test ticket of nobody.')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Set aside' }).click()
  await expect(failing.getByRole('row', { name: /T3/ })).toContainText('A test ticket of nobody.')
  await expect(dialog).toBeHidden()
  expect(await axeFindings(page)).toEqual([])

  await page.goto(sync)
  await startSync(page, { planned: false })
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: '1 of them left out' }).click()
  await expect(failing.getByRole('row')).toHaveCount(2)
  await failing.getByRole('checkbox', { name: 'Choose T3' }).check()
  await page.getByRole('button', { name: 'Open again' }).click()
  await expect(failing.getByRole('row', { name: /T3/ })).toContainText('Tried again by each run')
  await page.getByLabel('State').selectOption('aside')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('heading', { name: 'No record matches' })).toBeVisible()
})
