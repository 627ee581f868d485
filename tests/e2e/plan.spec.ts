import { expect, signIn, test } from '../support/console'
import { approvePlan, haveConnection, startSync, upload } from '../support/steps'
import { ticketsCsv } from '../support/tickets'

const file = (from: number, to: number) => ({
  name: 'tickets.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(ticketsCsv(from, to)),
})

test('a first sync goes through its plan; many deletions are held, kept once and approved once', async ({
  page,
  console,
}) => {
  test.slow()
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  const sync = `${console.url}/connections/tickets/sync`
  await page.goto(sync)
  await upload(page, file(1, 40))
  await page.getByRole('button', { name: 'Start sync' }).click()
  const plan = page.getByRole('table', { name: 'What the run would do' })
  await expect(plan.getByRole('row', { name: /^New 40 T1, T2/ })).toBeVisible({ timeout: 60_000 })
  expect(await console.items('tickets')).toHaveLength(0)
  await approvePlan(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  expect(await console.items('tickets')).toHaveLength(40)

  await page.goto(sync)
  await upload(page, file(21, 45))
  await startSync(page, { planned: false })
  const held = page.getByRole('region', { name: '20 items to delete, held' })
  await expect(held.getByText('T12 Ticket 12')).toBeVisible({ timeout: 60_000 })
  await held.getByRole('button', { name: 'Keep these items' }).click()
  await expect(held).toBeHidden()
  expect(await console.items('tickets')).toHaveLength(45)

  await page.goto(sync)
  await startSync(page, { planned: false })
  await held.getByRole('button', { name: 'Delete 20 items' }).click({ timeout: 60_000 })
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 20 items' }).click()
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  expect(await console.items('tickets')).toHaveLength(25)
})
