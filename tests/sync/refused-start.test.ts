import { expect, test } from 'vitest'
import { Mapping } from '@/lib/model/mapping/mapping'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { startSync } from '@/lib/services/sync/start-sync'
import { getGroupSource } from '@/lib/sources/group-source'
import { getSource } from '@/lib/sources/source'
import { emptyPglite } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { perform } from '../support/services'
import { syncTenant, upload } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

test('a start that is refused leaves file and mapping as they are saved', async () => {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  const { connectionId, context } = tenant
  const first = await tenant.start(ticketsCsv(1, 3))
  const saved = await getSource(opened.db, connectionId)
  if (!saved) throw new Error('Nothing was saved.')
  const { id: uploadId } = await upload(opened, ticketsCsv(4, 9), { connectionId, fileName: 'later.csv' })
  const column = (name: string) => ({ kind: 'column', column: name })
  const start = (title: string, more = {}) =>
    perform(startSync, context, {
      connectionId,
      mapping: Mapping.parse({
        ...saved.mapping,
        properties: { ...saved.mapping.properties, title: column(title) },
      }),
      ...more,
    })

  await expect(start('ticketId', { uploadId })).rejects.toMatchObject({
    code: 'conflict',
    message: 'A sync of this connection is running already.',
  })
  await tenant.cancel(first)
  await expect(start('no such column')).rejects.toMatchObject({ code: 'invalid' })
  expect(await getSource(opened.db, connectionId)).toEqual(saved)

  await start('ticketId', { uploadId })
  expect(await getSource(opened.db, connectionId)).toMatchObject({
    name: 'later.csv',
    mapping: { properties: { title: column('ticketId') } },
  })
})

test('a start of groups that is refused leaves their source as it is saved', async () => {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  const { connectionId, context } = tenant
  await tenant.start(`group,member,type\n${rowsOf('team', 1, 2)}`)
  const saved = await getGroupSource(opened.db, connectionId)
  const { id: uploadId } = await upload(opened, 'group,other\nteam,x9\n', {
    connectionId,
    fileName: 'later.csv',
    holds: 'groups',
  })
  const source = { kind: 'file', config: { uploadId } } as const
  const fields = { groupId: 'group', member: 'other' }
  const start = (change: object) =>
    perform(startGroupsRun, context, { connectionId, change: { source, ...change } })

  await expect(start({ fields })).rejects.toMatchObject({ code: 'conflict' })
  await expect(start({ fields: { ...fields, member: 'gone' } })).rejects.toMatchObject({ field: 'member' })
  const operator = { ...context, actor: { ...context.actor, roles: ['Operator' as const] } }
  await expect(
    perform(startGroupsRun, operator, { connectionId, change: { source, fields } }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect(await getGroupSource(opened.db, connectionId)).toEqual(saved)
})
