import { expect, test } from 'vitest'
import { templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { createConnection } from '@/lib/services/connections/create-connection'
import { ask } from '@/lib/services/execute'
import { submitSchema } from '@/lib/services/schema/submit-schema'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { startSync } from '@/lib/services/sync/start-sync'
import { uploadFile } from '@/lib/services/sync/upload-file'
import { emptyPglite } from '../support/database'
import { emulatedGraph } from '../support/graph'
import { helpdeskCsv } from '../support/samples'
import { contextFor, perform } from '../support/services'
import { streamOf, untilSync, workerOf } from '../support/sync'

const connectionId = 'tickets'

test('a connection is created, gets its schema and is synced by commands alone', async () => {
  const [opened, tenant] = await Promise.all([emptyPglite(), emulatedGraph()])
  const context = contextFor(opened, tenant)
  const helpdesk = templates.find(({ id }) => id === 'helpdesk')
  if (!helpdesk) throw new Error('There is no helpdesk template.')
  const { schema, contentCategory } = helpdesk
  const names = { id: connectionId, name: 'Tickets', description: 'All tickets.', contentCategory }
  await perform(createConnection, context, { ...names, template: 'helpdesk' })
  await perform(submitSchema, context, { connectionId, schema })
  await tenant.wait({ minutes: 15 })
  const body = () => streamOf(helpdeskCsv(20))
  const { id } = await perform(uploadFile, context, { connectionId, fileName: 'tickets.csv', body })
  const { upload } = await ask(readSyncSetup, context, { connectionId })
  const mapping = Mapping.parse(suggestMapping(upload?.columns ?? [], schema, contentCategory))
  const { syncId } = await perform(startSync, context, { connectionId, uploadId: id, mapping, plan: 'never' })
  await workerOf(opened, context)

  expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 20 } })
  expect((await tenant.state()).connections).toMatchObject([{ id: connectionId, itemCount: 20 }])
})
