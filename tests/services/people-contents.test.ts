import { expect, test } from 'vitest'
import { audit, failing, syncErrors } from '@/lib/db/schema'
import type { Role } from '@/lib/model/role'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { exportFailing } from '@/lib/services/failing/export-failing'
import { listFailing } from '@/lib/services/failing/list-failing'
import { exportSyncErrors } from '@/lib/services/sync/export-sync-errors'
import { findSourceRow } from '@/lib/services/sync/find-source-row'
import { getPlan } from '@/lib/services/sync/get-plan'
import { listSyncErrors } from '@/lib/services/sync/get-sync'
import { masked } from '@/lib/services/sync/masked-rows'
import { readRunRow } from '@/lib/services/sync/read-run-row'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { emptyPglite } from '../support/database'
import { alex } from '../support/services'
import { syncTenant, untilSync, upload } from '../support/sync'

const csv = 'account,skills\nmegan@contoso.com,Welding\n'

async function setupAs(role: Role, template: 'helpdesk' | 'people') {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened, template)
  await upload(opened, csv, { connectionId: template })
  const context = { ...tenant.context, actor: { ...alex, roles: [role] } }
  const setup = await ask(readSyncSetup, context, { connectionId: template })
  return { setup, entries: await opened.db.select().from(audit) }
}

test.each(['Reader', 'Operator', 'PeopleAdmin'] as const)(
  'a %s sees the form of people data only',
  async (role) => {
    const { setup, entries } = await setupAs(role, 'people')

    expect(setup).toMatchObject({
      masked: true,
      rows: [{ values: { account: '•••••@•••••••.•••', skills: '•••••••' } }],
    })
    expect(JSON.stringify(setup.rows)).not.toContain('Welding')
    expect(entries).toEqual([])
  },
)

test('an Admin sees people data, and that is written down', async () => {
  const { setup, entries } = await setupAs('Admin', 'people')

  expect(setup).toMatchObject({ masked: false, rows: [{ values: { skills: 'Welding' } }] })
  expect(entries).toMatchObject([
    { action: 'readSyncSetup', target: 'people', outcome: 'done', username: alex.username },
  ])
})

const role = (context: Context, name: Role) => ({ ...context, actor: { ...alex, roles: [name] } })

test('what a run of people data quotes is shown to an Admin only, who is recorded', async () => {
  const opened = await emptyPglite()
  const { context, start, work, connectionId } = await syncTenant(opened, 'people')
  const syncId = await start('account,skills\nmegan@contoso.com,Welding\nnobody@contoso.com,Welding\n', {
    plan: 'always',
  })
  await work()
  await untilSync(opened, syncId, ({ status }) => status === 'held')
  const message = '"nobody@contoso.com" is no account.'
  await opened.db
    .insert(syncErrors)
    .values({ syncId, row: 2, itemId: 'nobody', code: 'unmatched-user', message })
  const aside = { asideBy: 'alexw@contoso.com', asideAt: new Date(), note: 'Nobody has left.' }
  await opened.db.insert(failing).values({
    ...{ connectionId, itemId: 'nobody', code: 'unmatched-user', message, row: 2, tried: 'h' },
    ...{ syncId, seenIn: syncId, ...aside },
  })
  const everything = async (asked: Context) => [
    await ask(readRunRow, asked, { syncId, row: 2 }),
    await ask(getPlan, asked, { syncId }),
    await ask(exportSyncErrors, asked, { syncId }).then(({ text }) => whole(text)),
    await ask(exportSyncErrors, asked, { syncId, format: 'ndjson' }).then(({ text }) => whole(text)),
    await ask(listFailing, asked, { connectionId }),
    await ask(exportFailing, asked, { connectionId }).then(({ text }) => whole(text)),
  ]
  const list = async (asked: Context) => JSON.stringify(await ask(listSyncErrors, asked, { syncId }))
  const recorded = async () =>
    (await opened.db.select().from(audit))
      .map(({ action }) => action)
      .filter((action) => action !== 'startSync')

  for (const name of ['Reader', 'Operator'] as const) {
    const seen = JSON.stringify(await everything(role(context, name))) + (await list(role(context, name)))
    expect(seen).not.toMatch(/megan|nobody|Welding/i)
    expect(seen).toContain('quote people data')
    await expect(
      ask(listFailing, role(context, name), { connectionId, words: 'nobody' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await recorded()).toEqual([])

  expect(await list(context)).toContain('is no account')
  await list(context)
  expect(await recorded()).toEqual(['listSyncErrors'])
  const [row, , file] = await everything(context)
  expect(row).toMatchObject({ values: { account: 'nobody@contoso.com' }, failure: { message } })
  expect(String(file)).toContain('nobody@contoso.com')
  expect(await recorded()).toEqual([
    'listSyncErrors',
    'readRunRow',
    'getPlan',
    'exportSyncErrors',
    'exportSyncErrors',
    'listFailing',
    'exportFailing',
  ])

  const find = async (asked: Context) =>
    ask(findSourceRow, asked, { connectionId, itemId: await anItem(context, syncId) })
  expect((await find(role(context, 'Operator'))).values).toMatchObject({ skills: '•••••••' })
  expect((await find(context)).values).toMatchObject({ skills: 'Welding' })
  expect((await recorded()).at(-1)).toBe('findSourceRow')
})

async function whole(parts: AsyncIterable<string>) {
  let text = ''
  for await (const part of parts) text += part
  return text
}

/** The id that the run gives the item of its first row. */
async function anItem(context: Context, syncId: string) {
  const { request } = await ask(readRunRow, context, { syncId, row: 1 })
  return decodeURIComponent(request?.path.split('/').at(-1) ?? '')
}

test('what a value holds cannot be told from its mask', () => {
  expect(masked('Zoë 42 €')).toBe('••• •• •')
  expect(masked(4711)).toBe('•')
  expect(masked([{ mail: 'a@b.c' }, null, true])).toEqual([{ mail: '•@•.•' }, null, true])
})
