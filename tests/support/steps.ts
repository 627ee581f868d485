import type { Page } from '@playwright/test'
import { type Template, templates } from '@/lib/model/connection/templates'
import { toGraphSchema } from '@/lib/model/schema/json'
import { expect } from './console'
import type { Console } from './start-console'

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
  await page.getByRole('dialog').getByRole('button', { name: 'Submit schema' }).click()
  await expect(page.getByRole('heading', { name: 'Graph is registering the schema' })).toBeVisible()
}

export async function registered(page: Page) {
  await expect(page.getByText('The schema is registered.').first()).toBeVisible({ timeout: 60_000 })
}

/** Chooses a file on the sync page, waits until it is mapped, and goes down to its preview. */
export async function upload(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel('Data file').setInputFiles(file)
  await page.getByRole('heading', { name: '3. Preview' }).evaluate((heading) => heading.scrollIntoView())
}

/** Starts a sync. The first one, and the first after a change of mapping or schema, shows its plan before it sends. */
export async function startSync(page: Page, { planned = true } = {}) {
  await page.getByRole('button', { name: 'Start sync' }).click()
  await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/)
  if (planned) await approvePlan(page)
}

export const approvePlan = (page: Page) =>
  page.getByRole('button', { name: /^(Send [\d,]+ items?|Approve the plan)$/ }).click({ timeout: 60_000 })

export const connectionOf = async (console: Console, id: string) =>
  (await console.state()).connections.find((connection) => connection.id === id)

/** A connection with a registered schema that is there already, for a task that begins later. */
export async function haveConnection(
  console: Console,
  from: Template['id'],
  {
    id,
    name,
    source,
    ...settings
  }: { id: string; name: string; source?: string; searchSettings?: object; activitySettings?: object },
) {
  const template = templates.find((known) => known.id === from)
  if (!template) throw new Error(`There is no template ${from}`)
  const appOf = (wanted: string) => console.ready.apps.find((app) => app.name === wanted)?.clientId
  await console.control('seed', {
    connections: [
      {
        id,
        name,
        description: `${name} of Contoso, for the end-to-end test.`,
        contentCategory: template.contentCategory,
        ownerAppId: appOf('configuration'),
        configuration: { authorizedAppIds: [appOf('configuration'), appOf('ingestion')] },
        schema: toGraphSchema(template.schema, null),
        ...settings,
      },
    ],
    ...(source && {
      profileSources: [{ sourceId: id, displayName: name, webUrl: source, kind: 'Connector' }],
      prioritizedSourceUrls: [sourceUrl(id), sourceUrl(entra)],
    }),
  })
}

export const entra = '4ce763dd-9214-4eff-af7c-da491cc3782d'

export const sourceUrl = (id: string) =>
  `https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='${id}')`
