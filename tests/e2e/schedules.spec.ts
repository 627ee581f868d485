import type { Page } from '@playwright/test'
import { schedules } from '@/lib/db/schema'
import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import type { Console } from '../support/start-console'
import { haveConnection, startSync, upload } from '../support/steps'

/** Brings the next due time near: seconds pass in place of hours. */
async function makeDueSoon(console: Console) {
  const opened = await console.database()
  await opened.db.update(schedules).set({ nextAt: new Date(Date.now() + 3_000) })
  await opened.close()
}

test.slow()

test('a schedule is made by keyboard, runs twice, can be paused, and can be followed by another', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  const sync = `${console.url}/connections/helpdesktickets/sync`
  await page.goto(sync)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.goto(sync)
  await page.getByRole('button', { name: 'Add a schedule' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a schedule' })
  await expect(dialog.getByRole('list', { name: 'The next runs' }).getByRole('listitem')).toHaveCount(5)
  await dialog.getByLabel('Runs', { exact: true }).selectOption('Cron expression')
  await dialog.getByRole('textbox', { name: 'Cron expression' }).fill('0 0 31 2 *')
  await expect(dialog.getByText('This never comes: no day of any year fits.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Cron expression' }).fill('0 8,18 * * 1-5')
  await dialog.getByLabel('Time zone').selectOption('Europe/Berlin')
  await expect(dialog.getByText('At 08:00 and 18:00, Monday through Friday, time of Berlin')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  const asks = page.getByRole('dialog', { name: 'Leave without saving?' })
  await asks.getByRole('button', { name: 'Cancel' }).click()
  await expect(asks).toBeHidden()
  await dialog.getByRole('textbox', { name: 'Cron expression' }).press('Enter')
  await expect(dialog).toBeHidden()
  const card = page.getByRole('region', { name: 'Schedule' })
  await expect(card.getByText('At 08:00 and 18:00, Monday through Friday')).toBeVisible()
  await expect(card.getByRole('list', { name: 'The next runs' }).getByRole('listitem')).toHaveCount(5)

  for (const times of [1, 2]) {
    await makeDueSoon(console)
    await expect
      .poll(
        async () => {
          await page.goto(sync)
          return await card.getByRole('cell', { name: 'Started', exact: true }).count()
        },
        { timeout: 60_000, intervals: [2_000] },
      )
      .toBe(times)
  }
  await card.getByRole('link', { name: 'See the run' }).first().click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  await expect(page.getByText(/by schedule/)).toBeVisible()
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.goto(sync)
  await card.getByRole('button', { name: 'Pause schedule' }).click()
  await expect(card.getByText('None while it is paused.')).toBeVisible()
  await card.getByRole('button', { name: 'Resume schedule' }).click()
  await expect(card.getByRole('list', { name: 'The next runs' }).getByRole('listitem')).toHaveCount(5)
  await card.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete schedule' }).click()
  await expect(card.getByText('Runs start only when somebody starts them')).toBeVisible()
  await followIt(page, console, sync)
})

/** Another connection follows this one: it starts when this one has succeeded, and cannot be followed in turn. */
async function followIt(page: Page, console: Console, first: string) {
  await haveConnection(console, 'helpdesk', { id: 'archive', name: 'Archive' })
  const second = `${console.url}/connections/archive/sync`
  await page.goto(second)
  await upload(page, 'public/samples/helpdesk-tickets.csv')
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  const card = page.getByRole('region', { name: 'Schedule' })
  const dialog = page.getByRole('dialog', { name: 'Add a schedule' })
  const choose = async (at: string, name: string) => {
    await page.goto(at)
    await page.getByRole('button', { name: 'Add a schedule' }).click()
    await dialog.getByLabel('Runs', { exact: true }).selectOption('After another connection’s sync')
    await expect(dialog.getByText('Choose the connection whose syncs start this one.')).toBeVisible()
    await expect(dialog.getByText('Choose a connection.', { exact: true })).toBeHidden()
    await dialog.getByRole('button', { name: 'Save schedule' }).click()
    await expect(dialog.getByText('Choose a connection.', { exact: true })).toBeVisible()
    await dialog.getByLabel('Connection', { exact: true }).selectOption({ label: name })
    await expect(dialog.getByText('Choose a connection.', { exact: true })).toBeHidden()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save schedule' }).click()
  }
  await choose(second, 'Helpdesk tickets (helpdesktickets)')
  await expect(dialog).toBeHidden()
  await expect(card.getByText('After each sync of Helpdesk tickets that succeeds')).toBeVisible()
  await expect(card.getByText('As soon as the other connection’s next run has succeeded.')).toBeVisible()
  await expect(page.getByText('no time of its own')).toBeVisible()

  await choose(first, 'Archive (archive)')
  await expect(
    dialog.getByText('That would be a circle: helpdesktickets follows archive follows helpdesktickets.'),
  ).toBeVisible()

  await page.goto(first)
  await startSync(page, { planned: false })
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
  await expect
    .poll(
      async () => {
        await page.goto(second)
        return await card.getByRole('cell', { name: 'Started', exact: true }).count()
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe(1)
  await card.getByRole('link', { name: 'See the run' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  await expect(page.getByText(/by schedule/)).toBeVisible()
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
}
