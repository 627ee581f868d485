import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { checkedSteps } from '@/lib/db/schema'
import { axeFindings } from '../support/axe'
import { expect, signIn, test } from '../support/console'
import type { Console } from '../support/start-console'
import { haveConnection } from '../support/steps'

const admin = 'alexw@contoso.com'
const desk = { id: 'desk', name: 'Help desk' }

const card = (page: Page) => page.frameLocator('iframe[title="Preview of the card"]')
const editor = (page: Page) => page.getByRole('textbox', { name: 'Layout as JSON' })

async function open(page: Page, console: Console) {
  await haveConnection(console, 'helpdesk', desk)
  await page.goto(`${console.url}/connections/desk/results`)
}

/** The editor, in the place of the plain text that a page begins with. */
const loaded = (page: Page) => page.locator('[contenteditable][aria-label="Layout as JSON"]')

async function type(page: Page, layout: unknown) {
  const text = typeof layout === 'string' ? layout : JSON.stringify(layout)
  await editor(page).focus()
  await expect(loaded(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  // As a person pastes it: the editor draws only the lines in sight, so a plain fill may miss some.
  await editor(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

async function templatesIn(console: Console) {
  const { connections } = (await console.state()) as unknown as {
    connections: { id: string; searchSettings: unknown }[]
  }
  return connections.find(({ id }) => id === 'desk')?.searchSettings
}

const adaptive = (body: unknown[], more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.3',
  body,
  ...more,
})

async function save(page: Page) {
  await page.getByRole('button', { name: 'Review and save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save templates' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('region', { name: 'Save' })).toContainText('No changes')
  // The page reads Graph once more after a save; what changes there before that is no surprise to it.
  await expect(page.getByRole('button', { name: 'Review and save' }).locator('svg')).toHaveCount(0)
}

test('a template is begun from a starter, seen with an item, and written to Graph', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await open(page, console)
  await page.getByRole('button', { name: 'Start from Title and text' }).click()
  await expect(card(page).getByText('Reset your badge at the front desk')).toBeVisible()
  expect(await axeFindings(page, { exclude: 'iframe' })).toEqual([])

  await page.getByLabel('Id', { exact: true }).fill('not-an-id')
  const fields = page.getByRole('region', { name: 'Template', exact: true })
  await expect(fields.getByText('Use 1 to 16 letters and digits.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review and save' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Id', { exact: true }).fill('ticket')

  await type(
    page,
    '{\n"type": "AdaptiveCard",\n"version": "1.3",\n"body": [\n{"type": "TextBlock", "text": "${titel}"}]}',
  )
  const problems = page.getByRole('list', { name: 'Problems of the layout' })
  await expect(problems).toContainText('Line 5')
  await expect(problems).toContainText(
    'The schema has no property "titel". The result would show the text "${titel}".',
  )
  await expect(card(page).getByText('${titel}')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Review and save' })).toHaveAttribute('aria-disabled', 'true')
  await type(page, adaptive([{ type: 'TextBlock', text: 'Ticket: ${title}' }]))
  await expect(card(page).getByText('Ticket: Reset your badge')).toBeVisible()

  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByLabel('Property of rule 1').selectOption('title')
  await page.getByLabel('Operation of rule 1').selectOption('startsWith')
  await page.getByLabel('Value 1 of rule 1').fill('reset')
  const winner = page.getByRole('region', { name: 'Which template it gets' })
  await expect(winner).toContainText('Shown')
  await expect(winner).toContainText('It may be otherwise: no page says whether letter case counts.')
  await page.getByLabel('Value 1 of rule 1').fill('Laptop')
  await expect(winner).toContainText('Does not hold: title starts with "Laptop"')

  await save(page)
  expect(await templatesIn(console)).toEqual({
    searchResultTemplates: [
      {
        id: 'ticket',
        priority: 1,
        layout: adaptive([{ type: 'TextBlock', text: 'Ticket: ${title}' }]),
        rules: [{ property: 'title', operation: 'startsWith', values: ['Laptop'], valuesJoinedBy: 'or' }],
      },
    ],
  })
  await page.reload()
  await expect(page.getByLabel('Id', { exact: true })).toHaveValue('ticket')
})

/** Lets no script of these come until it is called. */
async function holdScripts(page: Page, held: (url: string) => boolean) {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    if (held(route.request().url())) await released
    await route.continue()
  })
  return release
}

test('a click is not lost before the page is alive, nor before a late part of it is', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await haveConnection(console, 'helpdesk', desk)
  const address = `${console.url}/connections/desk/results`
  const chosen = page.getByRole('region', { name: 'Save' })

  const release = await holdScripts(page, () => true)
  await page.goto(address, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Start from Title and text' }).click()
  await expect(chosen).toContainText('0 of 2')
  release()
  await expect(chosen).toContainText('1 of 2')
  await expect(chosen).toContainText('Draft saved')
  await page.unrouteAll()

  const begunWith = await page.request.get(address).then((answer) => answer.text())
  const releaseLate = await holdScripts(page, (url) => !begunWith.includes(new URL(url).pathname))
  await page.goto(address)
  await page.getByRole('button', { name: 'Add template' }).click()
  await expect(chosen).toContainText('1 of 2')
  releaseLate()
  await expect(chosen).toContainText('2 of 2')
})

test('the layout is read, reached by Tab and typed into before its editor is there, and nothing of it is lost', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await open(page, console)
  await changeInGraph(console, [
    { id: 'seen', priority: 1, layout: adaptive([{ type: 'TextBlock', text: '${title}' }]) },
  ])
  await page.reload()
  await expect(editor(page)).toHaveValue(/"text": "\$\{title\}"/)
  await expect(loaded(page)).toHaveCount(0)
  expect(await axeFindings(page, { exclude: 'iframe' })).toEqual([])
  const before = await editor(page).boundingBox()

  const release = await holdScripts(page, () => true)
  await page.getByLabel('Replace by a starter').focus()
  await page.keyboard.press('Tab')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('"speak": ')
  await expect(loaded(page)).toHaveCount(0)
  await expect(editor(page)).toHaveValue(/^\{"speak": \n/)

  release()
  await expect(loaded(page)).toBeFocused()
  await expect(editor(page)).toHaveCount(1)
  await page.keyboard.type('"a", ')
  await expect(editor(page)).toContainText('{"speak": "a", ')
  await expect(page.getByRole('region', { name: 'Save' })).toContainText('1 change')
  const after = await editor(page).boundingBox()
  expect(Math.abs((after?.x ?? 0) - (before?.x ?? 1_000))).toBeLessThan(2)
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 1_000))).toBeLessThan(2)
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})

test('a real item is shown on request, and what it lacks stays as it is written', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await open(page, console)
  await callGraph(console, 'ingestion', 'PUT', '/items/T1', {
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: { title: 'Broken keyboard', url: 'https://help.contoso.com/T1' },
    content: { type: 'text', value: 'secret content' },
  })
  await page.getByRole('button', { name: 'Start from Title and text' }).click()
  await page.getByLabel('Item', { exact: true }).selectOption('real')
  await page.getByLabel('Item id').fill('T2')
  await page.getByRole('button', { name: 'Read item' }).click()
  await expect(page.getByText('The item cannot be read.')).toBeVisible()
  await page.getByLabel('Item id').fill('T1')
  await page.getByRole('button', { name: 'Read item' }).click()
  await expect(card(page).getByText('Broken keyboard')).toBeVisible()

  await type(page, adaptive([{ type: 'TextBlock', text: '${title}: ${status}' }]))
  await expect(card(page).getByText('Broken keyboard: ${status}')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Properties of the layout' })).toContainText('Missing')
  await page.getByText('As text, for who cannot see the card').click()
  await expect(page.locator('pre', { hasText: 'Broken keyboard: ${status}' })).toBeVisible()
})

test('what somebody else changed in Graph is shown beside the draft, never overwritten', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await open(page, console)
  await page.getByRole('button', { name: 'Start from Facts' }).click()
  await page.getByLabel('Id', { exact: true }).fill('mine')
  await save(page)
  const theirs = [{ id: 'theirs', priority: 1, layout: adaptive([{ type: 'TextBlock', text: '${title}' }]) }]
  await changeInGraph(console, theirs)

  await page.getByLabel('Priority', { exact: true }).fill('5')
  await page.getByRole('button', { name: 'Review and save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save templates' }).click()
  await expect(page.getByText('Somebody changed the templates in Graph since you began.')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the templates' }).click()
  const conflict = page.getByRole('region', { name: 'Conflict' })
  await expect(conflict.getByRole('region', { name: 'Changed in Graph' })).toContainText('theirs')
  await expect(conflict.getByRole('region', { name: 'Changed in your draft' })).toContainText(
    'Priority 1 becomes 5.',
  )
  expect(await templatesIn(console)).toMatchObject({ searchResultTemplates: [{ id: 'theirs' }] })

  await page.reload()
  await expect(conflict).toBeVisible()
  await page.getByRole('button', { name: 'Take what Graph has' }).click()
  await expect(page.getByLabel('Id', { exact: true })).toHaveValue('theirs')
  await expect(conflict).toBeHidden()
})

test('a hostile card runs no script, asks no host and hangs nothing', async ({ page, console }) => {
  const reached: string[] = []
  const alarms: string[] = []
  page.on('dialog', (dialog) => {
    alarms.push(dialog.message())
    dialog.dismiss()
  })
  page.on('popup', (popup) => alarms.push(`popup ${popup.url()}`))
  // What the policy refuses never comes here, where the network begins.
  await page.context().route('https://evil.example/**', (route) => {
    reached.push(route.request().url())
    return route.fulfill({ status: 200, body: 'x' })
  })
  await signIn(page, console, admin)
  await open(page, console)
  await page.getByRole('button', { name: 'Start from Title and text' }).click()
  const image = 'https://evil.example/picture.png'

  await type(
    page,
    adaptive(
      [
        { type: 'TextBlock', text: '<script>alert(1)</script><img src=x onerror=alert(2)> plain' },
        { type: 'TextBlock', text: '[run](javascript:alert(3)) [go](https://evil.example/page)' },
        { type: 'TextBlock', text: '![pixel](https://evil.example/pixel.png)' },
        { type: 'Image', url: image, altText: '"><script>alert(4)</script>' },
        {
          type: 'RichTextBlock',
          inlines: [
            {
              type: 'TextRun',
              text: 'click me',
              selectAction: { type: 'Action.OpenUrl', url: 'javascript:alert(5)' },
            },
          ],
        },
        {
          type: 'Container',
          backgroundImage: 'https://evil.example/back.png',
          items: [{ type: 'TextBlock', text: 'inside' }],
        },
      ],
      {
        actions: [
          {
            type: 'Action.OpenUrl',
            title: 'Open',
            url: 'javascript:alert(6)',
            iconUrl: 'https://evil.example/icon.png',
          },
        ],
      },
    ),
  )
  await expect(card(page).getByText('plain')).toBeVisible()
  await card(page).getByText('click me').click()
  await card(page).getByRole('link', { name: 'Open' }).click()
  await expect(page.getByText('In search this leads to javascript:alert(6)')).toBeVisible()
  await card(page).getByRole('link', { name: 'go' }).click()
  await expect(page.getByText('In search this leads to https://evil.example/page')).toBeVisible()
  const inside = await page
    .frames()
    .find((frame) => frame.url().includes('/card-frame'))
    ?.evaluate(async () => ({
      origin: self.origin,
      cookie: (() => {
        try {
          return document.cookie
        } catch {
          return 'refused'
        }
      })(),
      page: (() => {
        try {
          return String(parent.document)
        } catch {
          return 'refused'
        }
      })(),
      network: await fetch('/api/syncs/1').then(
        () => 'answered',
        () => 'refused',
      ),
    }))
  expect(inside).toEqual({ origin: 'null', cookie: 'refused', page: 'refused', network: 'refused' })
  expect(reached).toEqual([])
  expect(alarms).toEqual([])

  await page.getByLabel('Load pictures from other hosts').check()
  await expect.poll(() => reached).toContain(image)
  expect(reached.filter((url) => url.includes('pixel.png'))).toEqual([])
  await page.getByLabel('Load pictures from other hosts').uncheck()

  const bomb =
    "${length(join(foreach(range(0, 3000), a, join(foreach(range(0, 3000), b, concat(string(a), string(b))), ',')), ','))}"
  await page.evaluate(() => {
    const late = { worst: 0, at: performance.now() }
    Object.assign(window, { late })
    setInterval(() => {
      late.worst = Math.max(late.worst, performance.now() - late.at)
      late.at = performance.now()
    }, 20)
  })
  await type(page, adaptive([{ type: 'TextBlock', text: bomb }]))
  await expect(
    page.getByText('Stopped after 1,500 ms: an expression of this card takes too long.'),
  ).toBeVisible()
  const worst = await page.evaluate(() => (window as unknown as { late: { worst: number } }).late.worst)
  expect(worst).toBeLessThan(1_000)

  await type(page, `${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  await expect(page.getByText('The layout is nested more than 40 levels deep.').first()).toBeVisible()
  await type(page, adaptive([{ type: 'TextBlock', text: 'well again' }]))
  await expect(card(page).getByText('well again')).toBeVisible()
})

test('a step of the admin center is confirmed, withdrawn, and asked for again after 90 days', async ({
  page,
  console,
}) => {
  await signIn(page, console, admin)
  await open(page, console)
  const step = page.getByRole('listitem', { name: 'Inline results' })
  await expect(step).toContainText('Not checked')
  await step.getByRole('button', { name: 'It is set: Inline results' }).click()
  await expect(step).toContainText('Set, says alexw@contoso.com, just now.')
  await step.getByRole('button', { name: 'Withdraw: Inline results' }).click()
  await expect(step).toContainText('Not checked')
  await step.getByRole('button', { name: 'Not wanted: Inline results' }).click()
  await expect(step).toContainText('Not wanted, says alexw@contoso.com')

  const opened = await console.database()
  const confirmedAt = new Date(Date.now() - 91 * 24 * 60 * 60_000)
  await opened.db.update(checkedSteps).set({ confirmedAt }).where(eq(checkedSteps.step, 'inlineResults'))
  await opened.close()

  await page.reload()
  await expect(step).toContainText('Check again')
  await expect(step).toContainText('more than 90 days ago')
  await page.goto(`${console.url}/activity`)
  for (const action of ['Confirm step', 'Withdraw step'])
    await expect(page.getByRole('table', { name: 'Audit log' }).getByText(action).first()).toBeVisible()
})

test('a Reader sees the templates and may not change them', async ({ page, console }) => {
  await signIn(page, console, 'megan@contoso.com')
  await haveConnection(console, 'helpdesk', desk)
  await changeInGraph(console, [
    { id: 'seen', priority: 1, layout: adaptive([{ type: 'TextBlock', text: '${title}' }]) },
  ])
  await page.goto(`${console.url}/connections/desk/results`)
  await expect(page.getByText('This needs the role Admin').first()).toBeVisible()
  await expect(page.getByLabel('Id', { exact: true })).toHaveAttribute('readonly')
  await expect(page.getByRole('button', { name: 'Review and save' })).toHaveAttribute('aria-disabled', 'true')
  await expect(card(page).getByText('Reset your badge')).toBeVisible()
})

const changeInGraph = (console: Console, searchResultTemplates: unknown[]) =>
  callGraph(console, 'configuration', 'PATCH', '', { searchSettings: { searchResultTemplates } })

/** Changes the connection as another program would, with an app's own token. */
async function callGraph(console: Console, name: string, method: string, path: string, body: unknown) {
  const { graph, apps, tenantId } = console.ready
  const app = apps.find((one) => one.name === name)
  const answer = await fetch(`${graph}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app?.clientId ?? '',
      client_secret: app?.clientSecret ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const changed = await fetch(`${graph}/v1.0/external/connections/desk${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(changed.ok).toBe(true)
}
