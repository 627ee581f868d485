import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from '../support/console'
import { resolverCases } from '../support/resolver-cases'
import {
  openWorkbench,
  saveResolvers as save,
  savedResolvers,
  tried,
  tryLinks,
} from '../support/resolver-steps'
import { answersInBrowser, noteWorkers } from '../support/resolver-worker'
import { haveConnection, startSync, upload } from '../support/steps'
import { ticketsCsv } from '../support/tickets'

const admin = 'alexw@contoso.com'
const other = 'alland@contoso.com'
const id = 'deskeu'

const list = (page: Page) => page.getByRole('grid', { name: 'Resolvers in order' })

/** Makes a resolver of a sample link, in which a part is marked. */
async function byExample(page: Page, url: string, part: string, prefix: string, itemId: string) {
  const start = page.getByRole('button', { name: 'Start from a link' })
  await ((await start.isVisible()) ? start : page.getByRole('button', { name: 'By example' })).click()
  const dialog = page.getByRole('dialog', { name: 'A resolver by example' })
  await dialog.getByRole('textbox', { name: 'Sample link' }).fill(url)
  await dialog.getByRole('button', { name: `Mark ${part}` }).click()
  await dialog.getByLabel('Item ids begin with').fill(prefix)
  await expect(dialog.getByText(`Leads to ${itemId}, as marked.`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Add this resolver' }).click()
}

test('resolvers are written by example, ordered by keyboard, saved, and kept from two admins at once', async ({
  page,
  console,
  openPage,
}) => {
  test.slow()
  await haveConnection(console, 'helpdesk', { id, name: 'Service desk EU' })
  await openWorkbench(page, console, id)
  await byExample(page, 'https://contoso.com/items/39483948/', '39483948', 'id_', 'id_39483948')
  await byExample(page, 'https://contoso.com/tickets/104233', '104233', 'T', 'T104233')
  await tryLinks(page, 'https://contoso.com/tickets/7?x=1', 'https://contoso.com/Tickets/7')
  await expect(tried(page).getByText('T7', { exact: true })).toBeVisible()

  await page
    .getByRole('button', { name: 'Show the trace of https://contoso.com/Tickets/7', exact: true })
    .click()
  await expect(page.getByText('at character 21 the pattern wants tickets/')).toBeVisible()

  // By the keys of the drag handle: Enter lifts, the arrow chooses the place, Enter drops.
  await page.getByRole('button', { name: 'Drag resolver 2' }).focus()
  await expect(list(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Drag resolver 2' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Insert (before|between|after) / }).first()).toBeAttached()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(list(page).getByRole('row').first()).toContainText('tickets')

  await save(page, 2)
  await expect(page.getByText('No changes')).toBeVisible()
  const saved = await savedResolvers(console, id)
  expect(saved.map(({ priority, itemId }) => [priority, itemId])).toEqual([
    [1, 'T{ticket}'],
    [2, 'id_{item}'],
  ])

  const second = await openPage()
  await openWorkbench(second, console, id, other)
  await second.getByRole('button', { name: 'Edit resolver 2' }).click()
  await second.getByLabel('Item id', { exact: true }).fill('ID{item}')
  await save(second, 2)
  await expect(second.getByText('No changes')).toBeVisible()

  await page.getByRole('button', { name: 'Edit resolver 1' }).click()
  await page.getByLabel('Item id', { exact: true }).fill('TICKET{ticket}')
  await save(page, 2)
  const conflict = page.getByRole('dialog', { name: 'The resolvers have changed in Graph' })
  await expect(conflict.getByRole('region', { name: 'Changed by somebody else' })).toContainText('ID{item}')
  await conflict.getByRole('button', { name: 'Go on with both' }).click()
  await save(page, 2)
  await expect(page.getByText('No changes')).toBeVisible()
  expect((await savedResolvers(console, id)).map(({ itemId }) => itemId)).toEqual([
    'TICKET{ticket}',
    'ID{item}',
  ])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  const exported = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(exported.urlToItemResolvers).toEqual(await savedResolvers(console, id))
})

test('the links of the items are the headline, and what goes wrong has a fix', async ({ page, console }) => {
  await haveConnection(console, 'helpdesk', { id, name: 'Service desk EU' })
  await signIn(page, console, admin)
  await page.goto(`${console.url}/connections/${id}/sync`)
  const csv = ticketsCsv(1000, 1039, (n) => ({
    url: `https://help.contoso.com/${n < 1030 ? 'tickets' : 'Tickets'}/${n}`,
  }))
  await upload(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  await page.goto(`${console.url}/connections/${id}/resolvers`)
  await expect(page.getByRole('heading', { name: 'of 40 item links lead to their own item' })).toBeVisible()
  await expect(page.getByText('0 %', { exact: true })).toBeVisible()
  const wrong = page.getByRole('table', { name: 'Item links that go wrong' })
  await wrong
    .getByRole('row', { name: /\/tickets\/…/ })
    .getByRole('button', { name: 'Propose a resolver' })
    .click()
  await expect(page.getByText('75 %', { exact: true })).toBeVisible()
  await expect(page.getByText('+30 with this draft')).toBeVisible()
  await wrong.getByRole('button', { name: 'Allow any case' }).click()
  await expect(page.getByText('100 %', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Take 200 from items' }).click()
  await expect(page.getByText('40 links, 40 lead to an item')).toBeVisible()
  await page.getByRole('button', { name: 'Check 40 in Graph' }).click()
  await expect(tried(page).getByText('Exists').first()).toBeVisible()

  // A test case that fails holds back the save until it is overruled.
  await page.getByRole('region', { name: 'Test cases' }).getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Link', { exact: true }).fill('https://help.contoso.com/about')
  await page.getByLabel('Expected item id').fill('T1')
  await page.getByRole('button', { name: 'Save case' }).click()
  await expect(page.getByText('1 of 1 fails')).toBeVisible()
  const dock = page.getByRole('region', { name: 'Save' })
  await expect(dock.getByRole('button', { name: 'Save 1 resolver' })).toHaveAttribute('aria-disabled', 'true')
  await dock.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: 'Review the resolvers' })
  await expect(review.getByRole('button', { name: 'Save 1 resolver' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await review.getByRole('checkbox', { name: /Save all the same/ }).check()
  await review.getByRole('button', { name: 'Save 1 resolver' }).click()
  await expect(page.getByText('No changes')).toBeVisible()
  expect(await savedResolvers(console, id)).toHaveLength(1)
})

test('a pattern that hangs is stopped, and the page answers all the while', async ({ page, console }) => {
  await haveConnection(console, 'helpdesk', { id, name: 'Service desk EU' })
  await openWorkbench(page, console, id)
  await page.getByRole('button', { name: 'Add resolver' }).click()
  await page.getByLabel('Base URL', { exact: true }).fill('https://contoso.com/')
  await page.getByLabel('Item id', { exact: true }).fill('x{n}')
  await tryLinks(page, `https://contoso.com/${'a'.repeat(60)}!`, 'https://contoso.com/aaa')
  for (const evil of ['/(?<n>(a+)+)$', '/(?<n>(a|a)*)$', '/(?<n>([a-z]+)*)$', '/(?<n>(.*a){25})$']) {
    await page.getByLabel('Pattern').fill(evil)
    await expect(tried(page).getByText('Stopped, 250 ms')).toBeVisible()
  }
  await page.getByLabel('Pattern').fill('/(?<n>(a+)+)$')
  await expect(tried(page).getByText('xaaa', { exact: true })).toBeVisible()
  await expect(page.getByText('Catastrophic backtracking.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Use [a]+' }).click()
  await expect(page.getByText('Catastrophic backtracking.')).toBeHidden()
  await expect(tried(page).getByText('Stopped, 250 ms')).toBeHidden()
})

test('a Reader sees the resolvers and why they cannot be changed', async ({ page, console }) => {
  await haveConnection(console, 'helpdesk', { id, name: 'Service desk EU' })
  await openWorkbench(page, console, id, 'megan@contoso.com')
  await expect(page.getByText(/This needs the role Admin/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add resolver' })).toHaveAttribute('aria-disabled', 'true')
  await tryLinks(page, 'https://contoso.com/tickets/7')
  await expect(tried(page).getByText('No match')).toBeVisible()
})

test('the hard cases have the same answers in the worker of a real browser', async ({ page, console }) => {
  await haveConnection(console, 'helpdesk', { id, name: 'Service desk EU' })
  await noteWorkers(page)
  await openWorkbench(page, console, id)

  const answers = await answersInBrowser(page, resolverCases)

  const seen = answers.map(({ by, itemId, may }, at) => ({ name: resolverCases[at]?.name, by, itemId, may }))
  expect(seen).toEqual(resolverCases.map(({ name, by, itemId, may = [] }) => ({ name, by, itemId, may })))
})
