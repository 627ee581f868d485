import type { Page } from '@playwright/test'
import { expect, signIn, test } from '../support/console'
import { haveConnection } from '../support/steps'

/** Answers the next question of the browser, and tells what it was. */
const answer = (page: Page, leave: boolean) =>
  new Promise<string>((resolve) =>
    page.once('dialog', async (dialog) => {
      resolve(`${dialog.type()} ${dialog.message()}`)
      await (leave ? dialog.accept() : dialog.dismiss())
    }),
  )

test('unsaved settings are asked about before they are lost', async ({ page, console }) => {
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await signIn(page, console, 'alexw@contoso.com')
  const settings = `${console.url}/connections/helpdesktickets/settings`
  await page.goto(settings)
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('Helpdesk')

  const stayed = answer(page, false)
  await page.getByRole('link', { name: 'Activity' }).click()
  expect(await stayed).toMatch(/^confirm You have changes that are not saved/)
  await expect(page).toHaveURL(settings)
  await expect(name).toHaveValue('Helpdesk')

  const closing = answer(page, false)
  await page.close({ runBeforeUnload: true })
  expect(await closing).toMatch(/^beforeunload/)

  const left = answer(page, true)
  await page.getByRole('link', { name: 'Activity' }).click()
  await left
  await expect(page).toHaveURL(/\/activity$/)
})

test('saved settings are left without a question, and what is wrong gets the focus', async ({
  page,
  console,
}) => {
  await haveConnection(console, 'helpdesk', { id: 'helpdesktickets', name: 'Helpdesk tickets' })
  await signIn(page, console, 'alexw@contoso.com')
  await page.goto(`${console.url}/connections/helpdesktickets/settings`)
  page.on('dialog', (dialog) => expect(dialog.message()).toBe('no question'))
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved in Graph.')).toBeVisible()
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page).toHaveURL(/\/activity$/)

  await page.goto(`${console.url}/connections/new`)
  await page.getByRole('button', { name: 'Create connection' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
})
