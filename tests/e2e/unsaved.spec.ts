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
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await name.fill('Helpdesk')

  await page.getByRole('link', { name: 'Activity' }).click()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(page).toHaveURL(settings)
  await expect(name).toHaveValue('Helpdesk')

  const closing = answer(page, false)
  await page.close({ runBeforeUnload: true })
  expect(await closing).toMatch(/^beforeunload/)

  await page.getByRole('link', { name: 'Activity' }).click()
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page).toHaveURL(/\/activity$/)

  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('link', { name: 'New connection' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Helpdesk')
  await page.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page).toHaveURL(/\/connections$/)
})

test('a dialog with input is not closed without a question', async ({ page, console }) => {
  await haveConnection(console, 'people', { id: 'badges', name: 'Badges' })
  await signIn(page, console, 'alexw@contoso.com')
  await page.goto(`${console.url}/profile-sources?register=badges`)
  const form = page.getByRole('dialog', { name: 'Register a profile source' })
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await form.getByRole('textbox', { name: 'Web address' }).fill('https://badges.contoso.com')

  await form.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(form.getByRole('textbox', { name: 'Web address' })).toHaveValue('https://badges.contoso.com')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(form).toBeHidden()
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
