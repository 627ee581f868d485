import { expect, test } from 'vitest'
import { getConnection } from '@/lib/graph/connections'
import { getOperation, getSchema, updateSchema } from '@/lib/graph/schema'
import { draft, emulatedGraph, peopleDraft, peopleSchema, ticketSchema } from '../support/graph'

test('a schema update can be watched until it completes', async () => {
  const { graph, wait } = await emulatedGraph({ connections: [draft('helpdesk')] })

  const operationId = await updateSchema(graph, 'helpdesk', ticketSchema)
  expect(await getOperation(graph, 'helpdesk', operationId)).toMatchObject({ status: 'inprogress' })

  await wait({ minutes: 15 })
  expect(await getOperation(graph, 'helpdesk', operationId)).toMatchObject({ status: 'completed' })
  expect(await getConnection(graph, 'helpdesk')).toMatchObject({ state: 'ready' })
})

test('labels of recent years come back as they are', async () => {
  const { graph, wait } = await emulatedGraph({ connections: [peopleDraft('hr1')] })
  await updateSchema(graph, 'hr1', peopleSchema)
  await wait({ minutes: 15 })

  const schema = await getSchema(graph, 'hr1')

  expect(schema?.properties.map(({ name, labels }) => [name, labels])).toEqual(
    peopleSchema.properties.map(({ name, labels }) => [name, labels]),
  )
})

test('a draft has no schema, a missing connection is missing', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk')] })

  expect(await getSchema(graph, 'helpdesk')).toBeNull()
  await expect(getSchema(graph, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
})

test('a second schema is refused while one provisions', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk')] })
  await updateSchema(graph, 'helpdesk', ticketSchema)

  await expect(updateSchema(graph, 'helpdesk', ticketSchema)).rejects.toMatchObject({
    code: expect.stringMatching(/invalid|conflict/),
    graphRequestId: expect.any(String),
  })
})

test('a property that is searchable and refinable is refused', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk')] })
  const properties = [{ name: 'title', type: 'string' as const, isSearchable: true, isRefinable: true }]

  await expect(updateSchema(graph, 'helpdesk', { ...ticketSchema, properties })).rejects.toMatchObject({
    code: 'invalid',
    status: 400,
  })
})
