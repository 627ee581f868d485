import { expect, signIn, test } from '../support/console'
import { haveConnection } from '../support/steps'

const admin = 'alexw@contoso.com'

test('what is typed before the page is alive is kept', async ({ page, console }) => {
  await signIn(page, console, admin)
  let comeAlive = () => {}
  const held = new Promise<void>((resolve) => {
    comeAlive = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${console.url}/connections/new`, { waitUntil: 'commit' })
  const name = page.getByRole('textbox', { name: 'Name' })
  const create = page.getByRole('button', { name: 'Create connection' })
  await name.fill('Early bird')
  await page.getByRole('radio', { name: 'Helpdesk tickets' }).check()
  await page.getByRole('textbox', { name: 'Description' }).fill('Written on a slow machine.')
  await expect(create).toBeDisabled()

  comeAlive()
  await create.click()

  await expect(page).toHaveURL(/\/connections\/earlybird\/schema$/)
  await expect(page.getByRole('heading', { name: 'Early bird' })).toBeVisible()
  await expect(page.getByLabel('ticketId, name')).toHaveValue('ticketId')
})

test('an id in another case leads to the connection, and an unknown address back to the list', async ({
  page,
  console,
}) => {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await signIn(page, console, admin)

  await page.goto(`${console.url}/connections/TICKETS/settings`)
  await expect(page).toHaveURL(/\/connections\/tickets\/settings$/)
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Tickets')

  await page.goto(`${console.url}/connections/nothing/schema`)
  await expect(page.getByRole('heading', { name: 'No such connection' })).toBeVisible()
  await page.goto(`${console.url}/no/such/page`)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expect(page).toHaveTitle(/No such page/)
  await page.getByRole('main').getByRole('link', { name: 'Connections' }).click()
  await expect(page.getByRole('link', { name: 'Tickets' })).toBeVisible()
})

test('while Graph is down the pages show what the console knows, and go on by themselves', async ({
  page,
  console,
}) => {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  await signIn(page, console, admin)
  await page.goto(`${console.url}/connections/tickets/schema`)
  await expect(page.getByLabel('ticketId, name')).toHaveValue('ticketId')
  await console.control('faults', { faults: [{ match: { path: '.' }, status: 503, rate: 1 }] })
  const away = page.getByText('Graph does not answer at the moment.')

  for (const tab of ['', '/schema', '/resolvers', '/results', '/sync', '/settings']) {
    const opened = Date.now()
    await page.goto(`${console.url}/connections/tickets${tab}`)
    await expect(away).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Tickets', exact: true })).toBeVisible()
    expect(Date.now() - opened).toBeLessThan(5_000)
  }
  await page.goto(`${console.url}/connections`)
  await expect(page.getByRole('link', { name: 'Tickets' })).toBeVisible()
  await expect(away).toBeVisible()

  await console.control('faults', { faults: [] })

  await expect(away).toBeHidden()
  await expect(page.getByRole('link', { name: 'Tickets' })).toBeVisible()
})

test('a session that ends in the middle of a form costs nothing that was entered', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await page.goto(`${console.url}/connections/new`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Tickets')
  await page.getByRole('textbox', { name: 'Description' }).fill('The tickets of the helpdesk.')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Create connection' }).click()

  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ])
  await other.getByRole('button', { name: /sign in/i }).click()
  await other.getByRole('button', { name: /alexw@contoso\.com/ }).click()
  await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await page.getByRole('button', { name: 'Create connection' }).click()

  await expect(page).toHaveURL(/\/connections\/tickets\/schema$/)
})
