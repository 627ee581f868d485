import { expect, test } from 'vitest'
import { getItem } from '@/lib/graph/items'
import { ask } from '@/lib/services/execute'
import { getPlan } from '@/lib/services/sync/get-plan'
import { listSyncErrors } from '@/lib/services/sync/views'
import { eachDatabase } from '../support/database'
import { syncTenant, untilSync } from '../support/sync'

const csv = (rows: string[]) => ['number,subject,owners,opened', ...rows, ''].join('\n')

const map = {
  itemId: { expression: '"T" & number' },
  properties: {
    title: { kind: 'expression', expression: '$uppercase(subject)', default: 'No subject' },
    url: { kind: 'expression', expression: '"https://help.contoso.com/" & $number(number)' },
    status: { kind: 'constant', value: 'open' },
  },
  content: { expression: '"<p>" & subject & "</p>"', type: 'html' },
  access: {
    rules: [{ type: 'user', accessType: 'grant', from: { column: 'owners' } }],
    missing: 'skip',
    whenEmpty: 'everyoneExceptGuests',
  },
}

eachDatabase('a sync with expressions and rules of access', (open) => {
  test('sends what they make of each row, and skips rows that have not changed', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const file = csv([
      '1,Printer,admin@contoso.com,x',
      '2,,,x',
      'three,Lamp,,x',
      '4,Chair,admin@contoso.com;nobody@contoso.com,x',
    ])

    const dry = await untilSync(opened, await tenant.start(file, { map, plan: 'always' }))
    expect((await ask(getPlan, tenant.context, { syncId: dry.id }))?.leftOut).toEqual([
      { name: 'nobody@contoso.com', rows: 1 },
    ])

    const first = await untilSync(opened, await tenant.start(file, { map }))
    expect(first.counts).toEqual({ read: 4, sent: 3, unchanged: 0, failed: 1 })
    const { groups, errors } = await listSyncErrors(opened.db, first.id)
    expect(groups).toMatchObject([{ code: 'expression-failed', count: 1 }])
    expect(errors).toMatchObject([
      { row: 3, itemId: 'Tthree', field: 'url', message: expect.stringContaining('at row 3') },
    ])

    const body = (id: string) => getItem(tenant.ingestion, tenant.connectionId, id)
    expect(await body('T1')).toMatchObject({
      acl: [{ type: 'user', accessType: 'grant', value: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      properties: { title: 'PRINTER', url: 'https://help.contoso.com/1', status: 'open' },
      content: { type: 'html', value: '<p>Printer</p>' },
    })
    expect(await body('T2')).toMatchObject({
      acl: [{ type: 'everyoneExceptGuests' }],
      properties: { title: 'No subject' },
    })
    expect(await body('T4')).toMatchObject({ acl: [{ type: 'user' }] })

    const again = await untilSync(opened, await tenant.start(file, { map }))
    expect(again.counts).toEqual({ read: 4, sent: 0, unchanged: 3, failed: 1 })
  })

  test('refuses to start with an expression that cannot be read, and names the place', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const broken = { ...map, itemId: { expression: '"T" & ' } }
    await expect(tenant.start(csv(['1,a,,x']), { map: broken })).rejects.toMatchObject({
      message: expect.stringContaining('item id: The expression has an error at character 6'),
    })
  })
})
