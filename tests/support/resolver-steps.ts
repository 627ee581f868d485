import type { Page } from '@playwright/test'
import { expect, signIn } from './console'
import type { Console } from './start-console'

/** What an admin does in the resolver workbench, as steps that several tasks share. */

export interface SavedResolver {
  priority: number
  itemId: string
  urlMatchInfo: { baseUrls: string[]; urlPattern: string }
}

export async function savedResolvers(console: Console, id: string): Promise<SavedResolver[]> {
  const { connections } = await console.state()
  const found = connections.find((connection) => connection.id === id) as
    | { activitySettings?: { urlToItemResolvers?: SavedResolver[] } | null }
    | undefined
  return found?.activitySettings?.urlToItemResolvers ?? []
}

export async function openWorkbench(page: Page, console: Console, id: string, who = 'alexw@contoso.com') {
  await signIn(page, console, who)
  await page.goto(`${console.url}/connections/${id}/resolvers`)
  await expect(page.getByRole('heading', { name: 'Resolvers', exact: true })).toBeVisible()
}

export async function saveResolvers(page: Page, count: number) {
  await page
    .getByRole('region', { name: 'Save' })
    .getByRole('button', { name: `Save ${count}` })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Save ${count}` })
    .click()
}

export async function tryLinks(page: Page, ...urls: string[]) {
  const field = page.getByLabel('Links to try')
  for (const url of urls) {
    await field.fill(url)
    await field.press('Enter')
  }
}

export const tried = (page: Page) => page.getByRole('table', { name: 'Tried links' })
