import type { Page } from '@playwright/test'
import { expect, test } from '../support/console'
import { openWorkbench, savedResolvers, saveResolvers, tried } from '../support/resolver-steps'
import { haveConnection } from '../support/steps'

const id = 'deskeu'
const connection = { id, name: 'Service desk EU' }
const dock = (page: Page) => page.getByRole('region', { name: 'Save' })

const resolver = (name: string, priority = 1) => ({
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  priority,
  itemId: `${name}{n}`,
  urlMatchInfo: { baseUrls: [`https://${name}.contoso.com/`], urlPattern: `/${name}/(?<n>[0-9]+)` },
})

async function importJson(page: Page, value: unknown) {
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import resolvers' })
  await dialog.getByLabel('Or paste it').fill(typeof value === 'string' ? value : JSON.stringify(value))
  return dialog
}

test('several samples are marked by keyboard, tried at once, and one that does not fit says so', async ({
  page,
  console,
}) => {
  await haveConnection(console, 'helpdesk', connection)
  await openWorkbench(page, console, id)
  await page.getByRole('button', { name: 'Start from a link' }).click()
  const dialog = page.getByRole('dialog', { name: 'A resolver by example' })
  await expect(dialog.getByRole('textbox', { name: 'Sample link' })).toBeFocused()
  await page.keyboard.type('https://contoso.com/tickets/TCK-104')
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Leads to 104, as marked.')).toBeVisible()

  await dialog.getByRole('button', { name: 'Add a sample' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Sample link 2' })).toBeFocused()
  await page.keyboard.type('https://contoso.com/tickets/INC-7')
  await expect(dialog.getByText('Leads to 7, marked like the first.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add a sample' }).click()
  await page.keyboard.type('https://contoso.com/view?id=9')
  await dialog.getByRole('button', { name: 'Mark 9' }).click()
  await expect(dialog.getByText('Make a resolver of its own for it.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add this resolver' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await dialog.getByRole('button', { name: 'Remove sample link 3' }).click()

  await expect(dialog.getByRole('region', { name: 'Proposal' })).toContainText(
    '/tickets/[^/?#]*?-(?<ticket>[0-9]+)',
  )
  await dialog.getByRole('button', { name: 'Add this resolver' }).click()
  await expect(tried(page).getByTitle('104', { exact: true })).toBeVisible()
  await expect(page.getByText('2 links, 2 lead to an item')).toBeVisible()
})

test('an import is a draft with its changes shown, and a hostile file changes nothing', async ({
  page,
  console,
}) => {
  await haveConnection(console, 'helpdesk', connection)
  await openWorkbench(page, console, id)
  const refused = await importJson(page, '[{"__proto__":{"itemId":"x"}}]')
  await expect(refused.getByText('Resolver 1: "urlMatchInfo" with')).toBeVisible()
  await refused.getByLabel('Or paste it').fill('{"urlToItemResolvers": [}')
  await expect(refused.getByText('Line 1, column 25: a value is expected here.')).toBeVisible()
  await refused.getByLabel('Or paste it').fill('['.repeat(50_000))
  await expect(refused.getByText('This is not JSON.')).toBeVisible()
  await expect(refused.getByRole('button', { name: 'Use as the draft' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.keyboard.press('Escape')

  const testCases = [{ url: 'https://a.contoso.com/a/1', expected: 'a1' }]
  const dialog = await importJson(page, { urlToItemResolvers: [resolver('b', 2), resolver('a')], testCases })
  await expect(dialog.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByText('Save 1 new test case, too, at once')).toBeVisible()
  await dialog.getByRole('button', { name: 'Use as the draft' }).click()
  await expect(page.getByText('All 1 pass')).toBeVisible()
  await expect(dock(page).getByText('2 changes to 2 resolvers')).toBeVisible()
  expect(await savedResolvers(console, id)).toEqual([])
  await saveResolvers(page, 2)
  await expect(page.getByText('No changes')).toBeVisible()
  expect((await savedResolvers(console, id)).map(({ itemId }) => itemId)).toEqual(['a{n}', 'b{n}'])
})

test('a draft says whose it is, and what was saved meanwhile is neither overwritten nor lost', async ({
  page,
  console,
  openPage,
}) => {
  test.slow()
  await haveConnection(console, 'helpdesk', connection)
  await openWorkbench(page, console, id)
  await (await importJson(page, [resolver('a')])).getByRole('button', { name: 'Use as the draft' }).click()
  await expect(dock(page).getByText('draft saved')).toBeVisible()

  const other = await openPage()
  await openWorkbench(other, console, id, 'alland@contoso.com')
  await expect(other.getByText('This is a draft of alexw@contoso.com.')).toBeVisible()
  await other.getByRole('button', { name: 'Edit resolver 1' }).click()
  await other.getByLabel('Item id', { exact: true }).fill('THEIRS{n}')
  await expect(dock(other).getByText('draft saved')).toBeVisible()

  // The first admin knows nothing of it: neither discarding nor saving touches what the other one has kept.
  await dock(page).getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByRole('dialog').getByText('alland@contoso.com saved another draft')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Edit resolver 1' }).click()
  await page.getByLabel('Item id', { exact: true }).fill('MINE{n}')
  await saveResolvers(page, 1)
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(dock(page).getByText('alland@contoso.com saved another draft')).toBeVisible()
  expect(await savedResolvers(console, id)).toEqual([])

  await saveResolvers(other, 1)
  await expect(other.getByText('No changes')).toBeVisible()
  await dock(page).getByRole('button', { name: 'Keep mine' }).click()
  await saveResolvers(page, 1)
  const conflict = page.getByRole('dialog', { name: 'The resolvers have changed in Graph' })
  await expect(conflict).toContainText('THEIRS{n}')
  await page.keyboard.press('Escape')

  // Discarding leads to what Graph has now, not to what this draft began with.
  await dock(page).getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByText('No changes')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Resolvers', exact: true })).toContainText('THEIRS{n}')
})
