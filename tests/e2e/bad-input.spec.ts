import { expect, signIn, test } from '../support/console'
import { haveConnection, startSync, upload } from '../support/steps'

test('a wrong id is explained on the keystroke, and a taken name beside its field', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/new`)
  const id = page.getByRole('textbox', { name: 'Id', exact: true })

  await id.fill('he')
  await expect(id).toHaveAccessibleDescription(/3 to 32/)
  await id.fill('help-desk')
  await expect(id).toHaveAccessibleDescription(/letters and digits/)
  await id.fill('Microsoft1')
  await expect(id).toHaveAccessibleDescription(/Microsoft/)
  await id.fill('sharepoint')
  await expect(id).toHaveAccessibleDescription(/reserved/i)
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk tickets')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/exists already/)
})

test('files that cannot be read are refused in words, and nothing of the page is lost', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await page.goto(`${console.url}/connections/tickets/sync`)
  const send = (buffer: Buffer) =>
    page.getByLabel('Data file').setInputFiles({ name: 'file.csv', mimeType: 'text/csv', buffer })
  const refused = page.getByRole('alert').filter({ hasText: 'The file was not taken.' })

  await send(Buffer.from(''))
  await expect(refused).toContainText(/empty/i)
  await send(Buffer.from('ticketId,title\nT1,"Printer\n'))
  await expect(refused).toContainText(/quot/i)
  await send(Buffer.from('ticketId,ticketId\nT1,T2\n'))
  await expect(refused).toContainText(/ticketId/)
  await send(Buffer.from('PK\u0003\u0004 a workbook', 'latin1'))
  await expect(refused).toContainText(/Excel|CSV/)

  const utf16 = Buffer.from(
    '\uFEFFticketId;title;url;iconUrl;priority\nT1;Drucker klemmt;https://help/1;https://help/i;1\n',
    'utf16le',
  )
  await upload(page, { name: 'utf16.csv', mimeType: 'text/csv', buffer: utf16 })
  await expect(page.getByText(/UTF-16/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^1\s*T1/ })).toBeVisible()
})

test('a value that does not fit and a column that is missing are named in the preview and the mapping', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await page.goto(`${console.url}/connections/tickets/sync`)
  const file = (text: string) => ({ name: 'file.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await upload(page, file('ticketId,title,createdAt\nT1,Printer,yesterday\n'))

  await expect(page.getByText(/createdAt: .*yesterday/)).toBeVisible()
  await expect(page.getByText('1 will not be sent')).toBeVisible()

  await page.getByLabel('Data file').setInputFiles(file('number,title\n7,Printer\n'))
  await expect(page.getByText(/no column 'ticketId'/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start sync' })).toHaveAttribute('aria-disabled', 'true')
})

test('a person whom the tenant does not know is named before and after the run', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  const source = 'https://hr.contoso.com'
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system', source })
  await page.goto(`${console.url}/connections/hrsystem/sync`)
  const text = 'userPrincipalName,jobTitle\nalexw@contoso.com,Assistant\nnobody@contoso.com,Ghost\n'
  await upload(page, { name: 'hr.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.getByText('1 will not be sent')).toBeVisible()

  await startSync(page)
  await expect(page.getByText('2 of 2 rows')).toBeVisible({ timeout: 30_000 })
  const failed = page.getByRole('table', { name: 'Rows that failed' })
  await expect(failed.getByRole('cell', { name: /nobody@contoso\.com/ })).toBeVisible()
  expect(await console.items('hrsystem')).toHaveLength(1)
})

test.describe('where files may have 1 MB', () => {
  test.use({ variables: { UPLOAD_MAX_MB: '1' } })

  test('the sync page says so, and a larger file is refused with what to do', async ({ page, console }) => {
    await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
    await signIn(page, console, 'alexw@contoso.com')
    await page.goto(`${console.url}/connections/tickets/sync`)
    await expect(page.getByText(/up to 1 MB/i)).toBeVisible()

    const buffer = Buffer.from(
      `ticketId,title\n${'T1,A ticket with a title of some length\n'.repeat(30_000)}`,
    )
    await page.getByLabel('Data file').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer })

    await expect(page.getByText(/larger than 1 MB/)).toBeVisible()
    await expect(page.getByText(/UPLOAD_MAX_MB/)).toBeVisible()
  })
})
