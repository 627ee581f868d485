import { client, signInOver } from '../support/client'
import { expect, signIn, test } from '../support/console'
import { haveConnection } from '../support/steps'

test('a Reader sees everything and can change nothing', async ({ page, console }) => {
  await haveConnection(console, 'people', {
    id: 'hrsystem',
    name: 'HR system',
    source: 'https://hr.contoso.com',
  })
  await signIn(page, console, 'megan@contoso.com')
  const off = (name: string) =>
    expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')

  await page.getByRole('link', { name: 'Connections' }).click()
  await expect(page).toHaveURL(/\/connections$/)
  await off('New connection')
  await page.getByRole('link', { name: 'HR system' }).click()
  await expect(page.getByRole('heading', { name: 'From here to indexed items' })).toBeVisible()
  for (const [path, buttons] of [
    ['/connections/hrsystem/schema', ['Add property', 'Submit changes']],
    ['/connections/hrsystem/resolvers', ['Add resolver', 'Start from a link']],
    ['/connections/hrsystem/sync', ['Choose file', 'Start sync']],
    ['/connections/hrsystem/settings', ['Save', 'Delete connection']],
    ['/profile-sources', ['Register source', 'Move HR system down', 'Remove HR system']],
  ] as const) {
    await page.goto(`${console.url}${path}`)
    await expect(page.getByText('Read only.')).toBeVisible()
    for (const button of buttons) await off(button)
  }
  await page.goto(`${console.url}/connections/new`)
  await expect(page.getByText('This needs the role Admin; you are signed in as Reader.')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
})

test('a Reader who calls an Admin’s server action directly is refused', async ({ openPage, console }) => {
  const adminPage = await openPage()
  await signIn(adminPage, console, 'alexw@contoso.com')
  await adminPage.getByRole('link', { name: 'New connection' }).first().click()
  await adminPage.getByRole('textbox', { name: 'Name' }).fill('Wiki')
  await adminPage.getByRole('textbox', { name: 'Description' }).fill('The wiki of the engineers.')
  const sent = adminPage.waitForRequest((request) => Boolean(request.headers()['next-action']))
  await adminPage.getByRole('button', { name: 'Create connection' }).click()
  const call = await sent
  await expect(adminPage.getByRole('button', { name: 'Submit schema' })).toBeVisible()

  const readerPage = await openPage()
  await signIn(readerPage, console, 'megan@contoso.com')
  const body = call.postData()?.replaceAll('wiki', 'wiki2').replaceAll('Wiki', 'Wiki2')
  const headers = {
    'next-action': call.headers()['next-action'] ?? '',
    'content-type': call.headers()['content-type'] ?? '',
    accept: 'text/x-component',
  }
  const asReader = await readerPage.request.post(call.url(), {
    headers: { ...headers, origin: console.url },
    data: body,
  })
  expect(await asReader.text()).toContain('This needs the role Admin; yours is Reader.')

  const foreign = await adminPage.request.post(call.url(), {
    headers: { ...headers, origin: 'https://evil.example' },
    data: body,
  })
  expect(await foreign.text()).not.toContain('"ok":true')
  const without = await adminPage.request.post(call.url(), { headers, data: body })
  expect(await without.text()).toContain('without an origin')

  expect((await console.state()).connections.map(({ id }) => id)).toEqual(['wiki'])
})

test('who has no role is told which one is missing, and a foreign account is refused', async ({
  openPage,
  console,
}) => {
  for (const [user, told] of [
    ['adelev@contoso.com', /Connectors\.Reader/],
    ['sam@fabrikam.com', /another tenant|other tenant/i],
  ] as const) {
    const page = await openPage()
    await page.goto(console.url)
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.getByRole('button', { name: new RegExp(user, 'i') }).click()
    await expect(page.getByText(told).first()).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  }
})

test('signing out ends the session here and at the authority', async ({ page, console }) => {
  await page.goto(console.url)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.getByRole('button', { name: /alexw@contoso\.com/ }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  const before = await page.context().cookies(console.url)
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await expect(page.getByRole('button', { name: /sign in/i })).toBeVisible()

  await page.context().addCookies(before)
  await page.goto(`${console.url}/connections`)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('everybody ends sessions of their own, and an Admin those of all', async ({ openPage, console }) => {
  const [megan, alex] = [await openPage(), await openPage()]
  await signIn(megan, console, 'megan@contoso.com')
  await signIn(alex, console, 'alexw@contoso.com')
  for (const account of ['megan@contoso.com', 'alexw@contoso.com', 'alexw@contoso.com'])
    await signInOver(client(console), console, account)
  const rows = (page: typeof megan, name: RegExp) =>
    page.getByRole('table', { name: 'Sessions' }).getByRole('row', { name })
  const confirm = (page: typeof megan, name: string) =>
    page.getByRole('dialog').getByRole('button', { name }).click()

  await megan.goto(`${console.url}/sessions`)
  await expect(rows(megan, /127\.0\.0\.1/)).toHaveCount(2)
  await expect(rows(megan, /This one/)).toHaveCount(1)
  await expect(megan.getByText('alexw@contoso.com')).toHaveCount(0)
  await megan.getByRole('button', { name: 'End session' }).click()
  await confirm(megan, 'End session')
  await expect(rows(megan, /127\.0\.0\.1/)).toHaveCount(1)

  await alex.goto(`${console.url}/sessions`)
  await expect(rows(alex, /alexw@contoso\.com/)).toHaveCount(3)
  await rows(alex, /megan@contoso\.com/)
    .getByRole('button', { name: 'End session' })
    .click()
  await confirm(alex, 'End session')
  await expect(rows(alex, /megan@contoso\.com/)).toHaveCount(0)
  await megan.reload()
  await expect(megan).toHaveURL(/\/sign-in/)
  await alex.getByRole('button', { name: 'End my other sessions' }).click()
  await confirm(alex, 'End my other sessions')
  await expect(rows(alex, /alexw@contoso\.com/)).toHaveCount(1)
})
