import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import { haveConnection, startSync, upload } from '../support/steps'

test('a property by an expression and readers by a column are seen before they are sent', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')

  await page.getByLabel('Column for title').selectOption('An expression …')
  const expression = page.getByLabel('Expression for title')
  await expression.fill('$uppercase(title) & ')
  await expect(page.getByText(/error at character/).first()).toBeVisible()
  await expression.fill('$uppercase(title)')
  await expect(page.getByText(/error at character/)).toHaveCount(0)

  await page.getByLabel('Who may read').selectOption('By rules')
  await page.getByLabel('Rule 1: who').selectOption('Users')
  await page.getByLabel('Rule 1: from').selectOption('always these')
  await page.getByLabel('Rule 1: ids').fill('megan@contoso.com')
  await page.getByLabel('Content is').selectOption('HTML')

  await page.getByLabel('Row number or item id').fill('T1400')
  await page.getByRole('button', { name: 'Show row' }).click()
  const body = page.getByRole('region', { name: '3. Preview' }).locator('pre')
  await expect(body).toContainText('"type": "user"')
  await expect(page.getByText(/PUT .*items\/T1400/)).toBeVisible()
  await expect(page.getByText(/of 30,000,000 bytes/)).toBeVisible()

  await page.getByRole('button', { name: 'Odd values' }).click()
  await expect(page.getByText('Odd values among all 500 rows')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('list', { name: 'Odd values of title' })).toContainText('longest')
  expect(await axeFindings(page)).toEqual([])

  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  const [item] = await console.items('helpdesktickets')
  expect(item).toMatchObject({ acl: [{ type: 'user', accessType: 'grant' }], content: { type: 'html' } })
  expect(item?.properties.title).toMatch(/^[^a-z]+$/)
})
