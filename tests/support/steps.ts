import type { Page } from '@playwright/test'
import { type Console, expect } from './console'

/** What an admin does in the browser, as steps that several tasks share. */

export async function createConnection(
  page: Page,
  template: 'Helpdesk tickets' | 'People (HR)',
  name: string,
) {
  await page.getByRole('link', { name: 'New connection' }).first().click()
  await page.getByRole('radio', { name: template }).check()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill(`${name} of Contoso, for the end-to-end test.`)
  await page.getByRole('button', { name: 'Create connection' }).click()
  await expect(page.getByRole('button', { name: 'Submit schema' })).toBeVisible()
}

export async function submitSchema(page: Page) {
  await page.getByRole('button', { name: 'Submit schema' }).click()
  await expect(page.getByRole('heading', { name: 'Graph is registering the schema' })).toBeVisible()
}

export async function registered(page: Page) {
  await expect(page.getByText('The schema is registered.').first()).toBeVisible({ timeout: 60_000 })
}

/** Chooses a file on the sync page and waits until it is mapped and previewed. */
export async function upload(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel('CSV file').setInputFiles(file)
  await expect(page.getByRole('heading', { name: '3. Preview' })).toBeVisible()
}

export async function startSync(page: Page) {
  await page.getByRole('button', { name: 'Start sync' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
}

/** A connection with a registered schema, made by way of the pages. */
export async function readyConnection(
  page: Page,
  template: 'Helpdesk tickets' | 'People (HR)',
  name: string,
) {
  await createConnection(page, template, name)
  await submitSchema(page)
  await registered(page)
}

export const connectionOf = async (console: Console, id: string) =>
  (await console.state()).connections.find((connection) => connection.id === id)
