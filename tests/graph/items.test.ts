import { expect, test } from 'vitest'
import { deleteItem, getItem, putItem } from '@/lib/graph/items'
import { emulatedGraph, ready, ticket } from '../support/graph'

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
  const { ingestion, settings } = await emulatedGraph({ connections: [ready('helpdesk')] })
  await settings({ latencyMs: 200 })
  const ids = Array.from({ length: 25 }, (_, i) => `T${i}`)
  const started = Date.now()

  await Promise.all(ids.map((id) => putItem(ingestion, 'helpdesk', id, ticket(id))))

  expect(Date.now() - started).toBeLessThan(2000)
})
