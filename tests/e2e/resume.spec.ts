import { expect, signIn, test } from '../support/console'
import { helpdeskCsv } from '../support/samples'
import { haveConnection, startSync, submitSchema, upload } from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '2000', EMULATOR_LATENCY_MS: '100' } })

test('a sync that was cut off by the end of the portal goes on where it stood', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  const buffer = Buffer.from(helpdeskCsv(1500))
  await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer })
  await startSync(page)
  await expect(page.getByText(/^[1-9][\d,]* of 1,500 rows/)).toBeVisible()
  await expect.poll(async () => (await console.items('helpdesktickets')).length).toBeGreaterThan(500)

  await console.kill()
  const atKill = (await console.state()).connections[0]?.itemCount ?? 0
  expect(atKill).toBeLessThan(1500)
  await console.forgetRequests()
  await console.restart()
  await page.reload()

  await expect(page.getByText('1,500 of 1,500 rows')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('Succeeded')).toBeVisible()
  expect((await console.state()).connections[0]?.itemCount).toBe(1500)
  // At most what was in flight and one flush window is sent twice.
  const again = (await console.requests()).filter(
    ({ method, path }) => method === 'PUT' && path.includes('/items/'),
  )
  expect(again.length - (1500 - atKill)).toBeLessThanOrEqual(25 + 250)
})

test('an operation that was being watched is found again after the end of the portal', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await page.getByRole('link', { name: 'New connection' }).first().click()
  await page.getByRole('radio', { name: 'Helpdesk tickets' }).check()
  await page.getByRole('textbox', { name: 'Name' }).fill('Tickets')
  await page.getByRole('textbox', { name: 'Description' }).fill('Tickets of the helpdesk.')
  await page.getByRole('button', { name: 'Create connection' }).click()
  await submitSchema(page)

  await console.kill()
  await console.restart()
  await page.goto(`${console.url}/connections/tickets/schema`)
  await expect(page.getByText('The schema is registered.').first()).toBeVisible({ timeout: 60_000 })
})
