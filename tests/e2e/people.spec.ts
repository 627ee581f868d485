import type { Page } from '@playwright/test'
import { mergeOrder } from '@/lib/model/people/source-priority'
import { expect, signIn, test } from '../support/console'
import {
  createConnection,
  entra,
  haveConnection,
  registered,
  sourceUrl,
  startSync,
  submitSchema,
} from '../support/steps'

test.use({ variables: { EMULATOR_PROVISIONING_MS: '4000' } })

test('an HR extract becomes the first profile source and its people are indexed', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await createConnection(page, 'People (HR)', 'HR system')
  await submitSchema(page)
  await registered(page)

  await page.getByRole('link', { name: 'Register the profile source' }).click()
  await page.getByRole('textbox', { name: 'Web address' }).fill('https://hr.contoso.com')
  await page.getByRole('dialog').getByRole('button', { name: 'Register source' }).click()
  // A list, or a grid once the pointer or the focus has asked for what moves its rows.
  await expect(page.getByLabel('Prioritized profile sources')).toHaveText(/HR system.*Microsoft Entra/s)
  await expect(page.getByRole('link', { name: 'Go to its sync' })).toHaveAttribute(
    'href',
    '/connections/hrsystem/sync',
  )

  const state = await console.state()
  expect(state.profilePropertySettings[0]?.prioritizedSourceUrls).toEqual([
    sourceUrl('hrsystem'),
    sourceUrl(entra),
  ])
  expect(state.profileSources).toContainEqual(
    expect.objectContaining({ sourceId: 'hrsystem', webUrl: 'https://hr.contoso.com' }),
  )

  await page.getByRole('link', { name: 'Connections' }).click()
  await page.getByRole('link', { name: 'HR system' }).click()
  await page.getByRole('link', { name: 'Sync', exact: true }).first().click()
  await page.getByRole('button', { name: 'Use the sample' }).click()
  await page.getByRole('heading', { name: '3. Preview' }).evaluate((heading) => heading.scrollIntoView())
  await expect(page.getByText('All can be sent')).toBeVisible()
  await startSync(page)
  await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })

  const items = await console.items('hrsystem')
  const alex = items.find(({ properties }) => String(properties.account).includes('alexw@contoso.com'))
  expect(alex?.acl).toEqual([{ type: 'everyone', value: 'everyone', accessType: 'grant' }])
  expect(JSON.parse(String(alex?.properties.account))).toEqual({ userPrincipalName: 'alexw@contoso.com' })
  expect(JSON.parse(String(alex?.properties.position))).toMatchObject({
    detail: { jobTitle: expect.any(String) },
  })
})

test('the order is changed by keyboard and by mouse', async ({ page, console }) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'people', {
    id: 'hrsystem',
    name: 'HR system',
    source: 'https://hr.contoso.com',
  })
  await page.goto(`${console.url}/profile-sources`)
  const list = page.getByRole('grid', { name: 'Prioritized profile sources' })
  const handle = page.getByRole('button', { name: 'Drag HR system' })

  // What moves rows is loaded when the focus comes, which stays where it is.
  await handle.focus()
  await expect(list.getByRole('row')).toHaveText([/HR system/, /Microsoft Entra/])
  await expect(handle).toBeFocused()
  // By the keys of the drag handle: Enter lifts, the arrow chooses the place, Enter drops.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Insert/ }).first()).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'Insert after Microsoft Entra' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.getByRole('row')).toHaveText([/Microsoft Entra/, /HR system/])
  await page.getByRole('button', { name: 'Save order' }).click()
  await expect(page.getByRole('button', { name: 'Save order' })).toBeHidden()
  const { profilePropertySettings } = await console.state()
  expect(profilePropertySettings[0]?.prioritizedSourceUrls).toEqual([sourceUrl(entra), sourceUrl('hrsystem')])

  await drag(page, 'HR system', 'Microsoft Entra')
  await expect(list.getByRole('row')).toHaveText([/HR system/, /Microsoft Entra/])
  await page.getByRole('button', { name: 'Save order' }).click()
  await expect(page.getByRole('button', { name: 'Save order' })).toBeHidden()
  const after = await console.state()
  expect(after.profilePropertySettings[0]?.prioritizedSourceUrls).toEqual([
    sourceUrl('hrsystem'),
    sourceUrl(entra),
  ])
})

test('a list that changed meanwhile is not overwritten: theirs, mine, or both can be chosen', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'people', {
    id: 'hrsystem',
    name: 'HR system',
    source: 'https://hr.contoso.com',
  })
  await haveConnection(console, 'people', { id: 'skills', name: 'Skills', source: 'https://s.contoso.com' })
  await console.control('seed', {
    prioritizedSourceUrls: [sourceUrl('hrsystem'), sourceUrl('skills'), sourceUrl(entra)],
  })
  await page.goto(`${console.url}/profile-sources`)
  await page.getByRole('button', { name: 'Move Skills up' }).hover()
  const rows = page.getByRole('grid').getByRole('row')
  await expect(rows).toHaveCount(3)
  const other = await page.context().newPage()
  await other.goto(`${console.url}/profile-sources`)
  await other.getByRole('button', { name: 'Move Microsoft Entra up' }).click()
  await other.getByRole('button', { name: 'Save order' }).click()
  await expect(other.getByRole('button', { name: 'Save order' })).toBeHidden()

  await page.getByRole('button', { name: 'Move Skills up' }).click()
  await expect(page.getByText('Skills is now 1 of 3.')).toBeAttached()
  await page.getByRole('button', { name: 'Save order' }).click()
  await expect(page.getByText('Somebody else has changed the list since you opened it.')).toBeVisible()
  const { profilePropertySettings: before } = await console.state()
  await page.getByRole('button', { name: 'Use both changes' }).click()
  expect((await console.state()).profilePropertySettings).toEqual(before)
  await page.getByRole('button', { name: 'Save order' }).click()
  await expect(page.getByRole('button', { name: 'Save order' })).toBeHidden()

  const both = mergeOrder(['HR', 'Skills', 'Entra'], ['Skills', 'HR', 'Entra'], ['HR', 'Entra', 'Skills'])
  await expect(rows).toHaveText(both.map((name) => new RegExp(name)))
  await page.reload()
  await page.getByRole('button', { name: 'Move Skills up' }).hover()
  await expect(rows).toHaveText(both.map((name) => new RegExp(name)))
})

/** Drags a row by its handle to before another one, with the mouse. */
async function drag(page: Page, name: string, before: string) {
  const handle = await page.getByRole('button', { name: `Drag ${name}` }).boundingBox()
  const target = await page.getByRole('row', { name: new RegExp(before) }).boundingBox()
  if (!handle || !target) throw new Error('The rows cannot be seen.')
  await page.bringToFront()
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(handle.x + 20, handle.y - 10, { steps: 4 })
  await page.mouse.move(target.x + 200, target.y + 6, { steps: 10 })
  await expect(page.locator('.react-aria-DropIndicator[data-drop-target]')).toBeAttached()
  await page.mouse.up()
}

test('deleting a people connection stops where Graph refuses, and goes on in the right order', async ({
  page,
  console,
}) => {
  await signIn(page, console, 'alexw@contoso.com')
  await haveConnection(console, 'people', {
    id: 'hrsystem',
    name: 'HR system',
    source: 'https://hr.contoso.com',
  })
  await page.goto(`${console.url}/profile-sources`)
  const list = page.getByRole('list', { name: 'Prioritized profile sources' })
  await expect(list.getByRole('listitem')).toHaveCount(2)

  await console.control('faults', [{ match: { method: 'DELETE', path: 'profileSources' }, status: 403 }])
  await page.goto(`${console.url}/connections/hrsystem/settings`)
  await page.getByRole('button', { name: 'Delete connection' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('hrsystem')
  await dialog.getByRole('button', { name: 'Delete connection' }).click()
  await expect(page.getByText('Deletion failed')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/PeopleSettings\.ReadWrite\.All/)).toBeVisible()
  const stopped = await console.state()
  expect(stopped.profilePropertySettings[0]?.prioritizedSourceUrls).toEqual([sourceUrl(entra)])
  expect(stopped.connections.map(({ id }) => id)).toEqual(['hrsystem'])

  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('hrsystem is gone.')).toBeVisible({ timeout: 60_000 })

  const state = await console.state()
  expect(state.connections).toEqual([])
  expect(state.profileSources.map(({ sourceId }) => sourceId)).toEqual([entra])
  expect(state.profilePropertySettings[0]?.prioritizedSourceUrls).toEqual([sourceUrl(entra)])
})
