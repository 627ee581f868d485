import type { Page } from '@playwright/test'
import type { Ready } from '@/lib/cli/emulator'
import { axeFindings } from '../support/axe'
import { test as base, expect } from '../support/console'

type Inspected = {
  url: string
  control(path: string, body: unknown): Promise<void>
  graph: Ask
  ready: Ready
}
type Ask = (method: string, path: string, body?: unknown) => Promise<number>

const test = base.extend<{ tenant: Inspected }>({
  tenant: async ({ console: { ready, control } }, use) => {
    const token = await appToken(ready)
    const graph: Ask = async (method, path, body) => {
      const headers = { authorization: `Bearer ${token}` }
      const init = body === undefined ? {} : { body: JSON.stringify(body) }
      return (await fetch(`${ready.graph}/v1.0${path}`, { method, headers, ...init })).status
    }
    await control('seed', seed)
    await use({ url: ready.graph, control, graph, ready })
  },
})

async function appToken({ authority, tenantId, apps }: Ready) {
  const app = apps.find(({ name }) => name === 'everything')
  const response = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app?.clientId ?? '',
      client_secret: app?.clientSecret ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

const baseType = 'microsoft.graph.externalItem'
const everyone = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
const person = (id: string, account: object, skill: string) => ({
  id,
  acl: everyone,
  properties: {
    account: JSON.stringify(account),
    'skills@odata.type': 'Collection(String)',
    skills: [skill],
  },
})
const seed = {
  connections: [
    {
      id: 'helpdesk1',
      name: 'Helpdesk tickets',
      description: 'Tickets of the helpdesk.',
      schema: {
        baseType,
        properties: [
          { name: 'title', type: 'string', isSearchable: true, labels: ['title'], isRetrievable: true },
        ],
      },
      groups: [{ id: 'tier1', displayName: 'First line', members: [{ id: 'tier2', type: 'externalGroup' }] }],
      items: Array.from({ length: 120 }, (_, at) => ({
        id: `T${1000 + at}`,
        acl: [...everyone, { type: 'externalGroup', value: 'tier1', accessType: 'deny' }],
        properties: { title: `Printer <b>jam</b> ${at}` },
        content: { type: 'text', value: 'Tray 2 jams every morning.' },
      })),
    },
    {
      id: 'hr1',
      name: 'HR system',
      contentCategory: 'people',
      schema: {
        baseType,
        properties: [
          { name: 'account', type: 'string', labels: ['personAccount'] },
          { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
        ],
      },
      items: [
        person('adele', { userPrincipalName: 'adelev@contoso.com' }, '{"displayName":"Welding"}'),
        person('nobody', { userPrincipalName: 'nobody@contoso.com' }, 'no JSON'),
      ],
    },
  ],
  profileSources: [{ sourceId: 'hr1', displayName: 'HR system', webUrl: 'https://hr.contoso.com' }],
  prioritizedSourceUrls: ["https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')"],
}

const paths = [
  '/',
  '/inspector/connections/helpdesk1',
  '/inspector/connections/helpdesk1/items/T1000',
  '/inspector/profiles',
  '/inspector/requests',
  '/inspector/faults',
]

async function look(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await axeFindings(page), `${page.url()} in ${colorScheme}`).toEqual([])
  }
}

test('the browser has nothing to say against its pages', async ({ page, tenant }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  for (const path of paths) await page.goto(`${tenant.url}${path}`)

  expect(complaints).toEqual([])
})

test('one looks through a connection down to its items', async ({ page, tenant }) => {
  await page.goto(tenant.url)
  await expect(page.getByRole('table', { name: 'Connections' })).toContainText('Helpdesk tickets')
  await look(page)

  await page.getByRole('link', { name: 'helpdesk1' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ready')
  await expect(page.getByRole('table', { name: 'Operations' })).toContainText('completed')
  await expect(page.getByRole('table', { name: 'External groups' })).toContainText('tier2')
  await look(page)

  await page.getByRole('link', { name: 'Next 50 items' }).click()
  await page.getByRole('link', { name: 'T1050' }).click()
  await expect(page.getByRole('table', { name: 'Properties' })).toContainText('Printer <b>jam</b> 50')
  await expect(page.getByRole('table', { name: 'Access control list' })).toContainText('deny')
  await look(page)
})

test('a profile shows whose data it holds, and what was ignored and why', async ({ page, tenant }) => {
  await page.goto(`${tenant.url}/inspector/profiles`)
  const ignored = page.getByRole('table', { name: 'Ignored values' })
  await expect(ignored).toContainText('no user matches nobody@contoso.com')
  await look(page)

  await page.getByRole('link', { name: 'adelev@contoso.com' }).click()
  await expect(page.getByRole('table', { name: 'Composed profile' })).toContainText('Welding')
  await expect(page.getByRole('table', { name: 'Composed profile' })).toContainText('hr1')
  await look(page)
})

test('a refused request turns up by itself, with the reason', async ({ page, tenant }) => {
  await page.goto(`${tenant.url}/inspector/requests?refused=1`)
  await expect(page.getByText('None was refused.')).toBeVisible()

  expect(await tenant.graph('PUT', '/external/connections/helpdesk1/items/T1', { acl: everyone })).toBe(400)

  const requests = page.getByRole('table', { name: 'Requests' })
  await expect(requests).toContainText("'properties'")
  await look(page)
  await page.getByRole('link', { name: /items\/T1$/ }).click()
  await expect(page.getByRole('heading', { name: 'Why it was refused' })).toBeVisible()
  await expect(page.getByText('"accessType": "grant"')).toBeVisible()
  await look(page)
})

test('armed faults are shown with what they met', async ({ page, tenant }) => {
  await tenant.control('faults', { seed: 7, faults: [{ match: { path: '/users' }, status: 503, times: 3 }] })
  await tenant.graph('GET', '/users')

  await page.goto(`${tenant.url}/inspector/faults`)

  await expect(page.getByRole('table', { name: 'Faults' })).toContainText('"status": 503')
  await look(page)
})

test('it can be read without scripts and on a small screen', async ({ browser, tenant }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  for (const path of [...paths, '/inspector/nothing']) {
    await page.goto(`${tenant.url}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Live')).toBeHidden()
    const box = await page.getByRole('main').boundingBox()
    expect.soft(box?.width, path).toBeLessThanOrEqual(390)
  }
  await context.close()
})
