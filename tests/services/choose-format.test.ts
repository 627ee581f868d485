import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { ask } from '@/lib/services/execute'
import { chooseFormat } from '@/lib/services/sync/choose-format'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { emptyPglite } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, upload } from '../support/sync'

const file = (text: string, encoding: string) => ({
  connectionId: 'helpdesk',
  bytes: iconv.encode(text, encoding),
})

async function setUp() {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  const bytes = file('id;name\n1;Zoë\n', 'windows-1252').bytes
  const stored = await upload(opened, bytes)
  const setup = () => ask(readSyncSetup, tenant.context, { connectionId: 'helpdesk' })
  return { opened, ...tenant, stored, setup }
}

test('what is chosen is read at once, and begins the next file', async () => {
  const { opened, context, stored, setup } = await setUp()
  const input = { connectionId: 'helpdesk', uploadId: stored.id }

  await perform(chooseFormat, context, { ...input, choice: { encoding: 'iso-8859-15', delimiter: ',' } })

  expect(await setup()).toMatchObject({
    upload: { format: { encoding: 'iso-8859-15', delimiter: ',' }, columns: ['id;name'] },
    rows: [{ values: { 'id;name': '1;Zoë' } }],
  })
  const next = await upload(opened, file('id;name\n2;5 €\n', 'iso-8859-15').bytes)
  expect(next).toMatchObject({ format: { encoding: 'iso-8859-15' }, choice: { delimiter: ',' } })
  await perform(chooseFormat, context, { ...input, uploadId: next.id, choice: {} })
  expect((await setup()).upload).toMatchObject({
    format: { delimiter: ';' },
    choice: {},
    columns: ['id', 'name'],
  })
})

test('a choice that makes nothing of the file changes nothing', async () => {
  const { context, stored, setup } = await setUp()
  const input = { connectionId: 'helpdesk', uploadId: stored.id }

  await expect(perform(chooseFormat, context, { ...input, choice: { type: 'json' } })).rejects.toThrow(
    'The file is not valid JSON',
  )

  expect((await setup()).upload).toMatchObject({
    format: { type: 'csv', encoding: 'windows-1252' },
    choice: {},
  })
})

test('a choice that does not fit the next file is forgotten', async () => {
  const { opened, context } = await setUp()
  const stored = await upload(opened, '{"other":[{"x":1}],"data":[{"id":1},{"id":2}]}')
  const choice = { type: 'json' as const, path: 'data' }
  await perform(chooseFormat, context, { connectionId: 'helpdesk', uploadId: stored.id, choice })

  const same = await upload(opened, '{"other":[{"x":1}],"data":[{"id":3},{"id":4}]}')
  const next = await upload(opened, 'id\n1\n')

  expect(same).toMatchObject({ rows: 2, columns: ['id'], choice })
  expect(next).toMatchObject({ rows: 1, format: { type: 'csv' }, choice: {} })
})
