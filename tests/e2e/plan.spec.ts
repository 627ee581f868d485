import type { Page } from '@playwright/test'
import { axeFindings } from '../support/axe'
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
  await walkGroupSource(page)
})

const membersFile = (from: number, to: number) => ({
  name: 'groups.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'group,member,type',
      'other,megan@contoso.com,user',
      ...Array.from({ length: to - from + 1 }, (_, at) => `first-line,tier${from + at},externalGroup`),
      '',
    ].join('\n'),
  ),
})

/** From the page of a run: groups come from a file after a plan, and a run that would empty one of them is held. */
async function walkGroupSource(page: Page) {
  const chooseFile = async (from: number, to: number) => {
    await page.getByLabel('Data file').setInputFiles(membersFile(from, to))
    await expect(page.getByText('groups.csv', { exact: true })).toBeVisible({ timeout: 30_000 })
  }
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('link', { name: 'Members from a source' }).first().click()
  await expect(page).toHaveURL(/\/group-source$/)
  await chooseFile(1, 12)
  await expect(page.getByLabel('Group id')).toHaveValue('group')
  await expect(page.getByRole('table', { name: 'What the first rows say' })).toContainText(
    'megan@contoso.com',
  )
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Start run' }).click()
  const plan = page.getByRole('table', { name: 'What the run would do' })
  await expect(plan.getByRole('row', { name: /^Members to add 13/ })).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Add 13 members' }).click()
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Groups', exact: true }).first().click()
  await page.getByRole('link', { name: 'first-line' }).first().click()
  const members = page.getByRole('table', { name: 'Members' })
  await expect(members.getByRole('row', { name: /tier12.*From the source.*In Graph/ })).toBeVisible()
  await page.getByRole('link', { name: 'All groups' }).click()

  // Nobody is left in the first group.
  await page.getByRole('link', { name: 'Members from a source' }).first().click()
  await chooseFile(1, 0)
  await expect(page.getByText(/^1 row, /)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Start run' }).click()
  const held = page.getByRole('region', { name: '12 members to remove, held' })
  await expect(held.getByText('first-line/tier7')).toBeVisible({ timeout: 60_000 })
  expect(await axeFindings(page)).toEqual([])
  await held.getByRole('button', { name: 'Remove 12 members' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove 12 members' }).click()
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
}
