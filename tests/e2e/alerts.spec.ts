import { axeFindings } from '../support/axe'
import { test as base, expect, preparedFolder, signIn } from '../support/console'
import { startMailServer } from '../support/mail-server'
import { type Console, startConsole } from '../support/start-console'
import { haveConnection, startSync, upload } from '../support/steps'

type Mail = Awaited<ReturnType<typeof startMailServer>>

// The console is told of the mail server when it starts.
const test = base.extend<{ mail: Mail; console: Console }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  mail: async ({}, use) => {
    const mail = await startMailServer()
    await use(mail)
    await mail.close()
  },
  console: async ({ mail }, use) => {
    const variables = { SMTP_URL: mail.url, MAIL_FROM: 'Console <console@contoso.com>' }
    const started = await startConsole(variables, process.env[preparedFolder])
    await use(started)
    await started.close()
  },
})

test('an e-mail tells of a failed sync, and another that it is over', async ({ page, console, mail }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await page.getByRole('link', { name: 'Alerts' }).click()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a rule' })
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(dialog.getByText('Type at least one e-mail address.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'To' }).fill('ops@contoso.com')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'To' }).press('Enter')
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row', { name: /Syncs that fail/ })
  await expect(row.getByText('All is well')).toBeVisible()
  await page.getByRole('button', { name: 'Send a test: Syncs that fail' }).click()
  await expect(row.getByText('The test was sent.')).toBeVisible()
  expect(mail.mails.at(-1)?.raw).toContain('This is a test of an alert rule.')

  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await console.control('faults', {
    faults: [{ match: { method: 'PUT', path: '/items/' }, status: 403, rate: 1 }],
  })
  await startSync(page)
  await expect(page.getByText('The sync has failed.')).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => mail.mails.at(-1)?.raw, { timeout: 40_000 }).toMatch(/Critical: Helpdesk tickets/)

  await page.goto(`${console.url}/alerts`)
  await expect(row.getByText('Helpdesk tickets')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await console.control('faults', { faults: [] })
  await page.goto(`${console.url}/connections/helpdesktickets/sync`)
  await startSync(page, { planned: false })
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => mail.mails.at(-1)?.raw, { timeout: 40_000 }).toMatch(/Over: Helpdesk tickets/)
  expect(mail.mails).toHaveLength(3)
})
