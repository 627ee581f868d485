import { expect, test } from 'vitest'
import { deleteItem, getItem, putItem } from '@/lib/graph/items'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { emulatedGraph, ready, ticket, ticketSchema } from '../support/graph'

test('an item is created, replaced and deleted', async () => {
  const { ingestion } = await emulatedGraph({ connections: [ready('helpdesk')] })

  const { requestId } = await putItem(ingestion, 'helpdesk', 'T1', ticket('Printer jam'))
  await putItem(ingestion, 'helpdesk', 'T1', ticket('Printer on fire'))

  expect(requestId).toEqual(expect.any(String))
  expect(await getItem(ingestion, 'helpdesk', 'T1')).toMatchObject({
    properties: { title: 'Printer on fire' },
  })

  await deleteItem(ingestion, 'helpdesk', 'T1')
  await deleteItem(ingestion, 'helpdesk', 'T1')
  await expect(getItem(ingestion, 'helpdesk', 'T1')).rejects.toMatchObject({ code: 'not-found' })
})

test('whole numbers travel with all their digits, there and back', async () => {
  const properties = { title: 'Clock', ticks: 638000000000000001n, marks: [9223372036854775807n, 1] }
  const annotated = { ...properties, 'marks@odata.type': 'Collection(Int64)' }
  const schema = {
    ...ticketSchema,
    properties: [
      ...ticketSchema.properties,
      { name: 'ticks', type: 'int64', isRetrievable: true },
      { name: 'marks', type: 'int64Collection', isRetrievable: true },
    ],
  } satisfies ConnectorSchema
  const { ingestion, requests } = await emulatedGraph({ connections: [{ ...ready('clocks'), schema }] })

  await putItem(ingestion, 'clocks', 'T1', { ...ticket('Clock'), properties: annotated })

  expect((await getItem(ingestion, 'clocks', 'T1')).properties).toMatchObject(properties)
  const [put] = await requests('PUT', '/items/')
  expect(put?.requestBody).toContain('"ticks":638000000000000001,"marks":[9223372036854775807,1]')
})

test('a value that does not fit its type is refused with Graph’s words', async () => {
  const { ingestion } = await emulatedGraph({ connections: [ready('helpdesk')] })
  const item = { ...ticket('Printer jam'), properties: { title: 7 } }

  await expect(putItem(ingestion, 'helpdesk', 'T1', item)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/Graph says: .*title/),
    graphRequestId: expect.any(String),
  })
})

test('an item whose answer got lost is sent again', async () => {
  const { ingestion, fail, state } = await emulatedGraph({ connections: [ready('helpdesk')] })
  await fail({ match: { method: 'PUT', path: '/items/T1$' }, times: 1, drop: 'after' })

  await putItem(ingestion, 'helpdesk', 'T1', ticket('Printer jam'))

  expect((await state()).connections[0]).toMatchObject({ itemCount: 1 })
})

test('twenty-five items travel at once', async () => {
  const { ingestion, settings, emulator } = await emulatedGraph({ connections: [ready('helpdesk')] })
  await settings({ latencyMs: 2_000 })
  const ids = Array.from({ length: 25 }, (_, i) => `T${i}`)

  await Promise.all(ids.map((id) => putItem(ingestion, 'helpdesk', id, ticket(id))))

  const { value } = await emulator.control<{ value: { most: number }[] }>('GET', 'inFlight')
  expect(Math.max(...value.map(({ most }) => most))).toBe(25)
})
