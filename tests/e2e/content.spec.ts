import { expect, signIn, test } from '../support/console'
import {
  connectionOf,
  createConnection,
  haveConnection,
  registered,
  startSync,
  submitSchema,
  upload,
} from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '4000' } })

test('helpdesk tickets go from nothing to indexed items in the browser', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await createConnection(page, 'Helpdesk tickets', 'Helpdesk tickets')

  await submitSchema(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Graph is registering the schema' })).toBeVisible()
  await registered(page)

  await page.getByRole('link', { name: 'Upload data' }).click()
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await expect(page.getByText('All can be sent')).toBeVisible()
  await startSync(page)
  await expect(page.getByText('500 of 500 rows')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Succeeded')).toBeVisible()

  const connection = await connectionOf(console, 'helpdesktickets')
  expect(connection).toMatchObject({ state: 'ready', itemCount: 500 })
  const items = await console.items('helpdesktickets')
  const item = items.find(({ id }) => id === 'T1001')
  expect(item?.acl).toEqual([
    { type: 'everyoneExceptGuests', value: console.ready.tenantId, accessType: 'grant' },
  ])
  expect(item?.properties).toMatchObject({
    ticketId: 'T1001',
    title: expect.any(String),
    tags: expect.any(Array),
  })
  expect(item?.content).toMatchObject({ type: 'text', value: expect.any(String) })
})

test('a second run sends only what has changed', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'All runs' }).click()
  await expect(page.getByRole('table', { name: 'Last syncs' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: 'Source and mapping' }).click()
  await startSync(page, { planned: false })
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  const unchanged = page.getByText('Unchanged, not sent').locator('..')
  await expect(unchanged).toContainText('500')
})
