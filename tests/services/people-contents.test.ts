import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import type { Role } from '@/lib/model/role'
import { ask } from '@/lib/services/execute'
import { masked } from '@/lib/services/sync/masked-rows'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { emptyPglite } from '../support/database'
import { alex } from '../support/services'
import { syncTenant, upload } from '../support/sync'

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

test('what a value holds cannot be told from its mask', () => {
  expect(masked('Zoë 42 €')).toBe('••• •• •')
  expect(masked(4711)).toBe('•')
  expect(masked([{ mail: 'a@b.c' }, null, true])).toEqual([{ mail: '•@•.•' }, null, true])
})
