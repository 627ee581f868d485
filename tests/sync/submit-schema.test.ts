import { expect, test } from 'vitest'
import type { ConnectorSchema } from '@/lib/model/schema'
import { findDraft } from '@/lib/schema-drafts'
import { getWatchedOperation, listOperations } from '@/lib/sync/operations'
import { submitSchema } from '@/lib/sync/submit-schema'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph, ready, type SeedConnection, ticketSchema } from '../support/graph'

const connectionId = 'helpdesk'
const startedBy = 'luisg@contoso.com'

eachDatabase('submitting a schema', (open) => {
  async function tenant(connection: SeedConnection) {
    const opened = await open()
    const { graph, requests } = await emulatedGraph({ connections: [connection] })
    const submit = (schema: ConnectorSchema) =>
      submitSchema({ opened, graph }, { connectionId, schema, startedBy })
    return { opened, submit, patches: () => requests('PATCH', 'schema') }
  }

  test('it is watched before anybody is told, and the draft stays', async () => {
    const { opened, submit } = await tenant(draft(connectionId))

    const { operationId } = await submit(ticketSchema)

    expect(await getWatchedOperation(opened.db, operationId)).toMatchObject({
      status: 'inprogress',
      startedBy,
    })
    expect(await findDraft(opened.db, connectionId)).toMatchObject({
      schema: ticketSchema,
      savedBy: startedBy,
    })
  })

  test('what Graph would refuse is not sent, and kept as a draft', async () => {
    const { opened, submit, patches } = await tenant(draft(connectionId))
    const [title, ...others] = ticketSchema.properties
    const wrong: ConnectorSchema = {
      ...ticketSchema,
      properties: [{ name: 'title', type: 'string', ...title, isRefinable: true }, ...others],
    }

    await expect(submit(wrong)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining("'title': searchable and refinable exclude each other"),
    })

    expect(await patches()).toEqual([])
    expect(await findDraft(opened.db, connectionId)).toMatchObject({ schema: wrong })
  })

  test('a registered property cannot be left out', async () => {
    const { submit, patches } = await tenant(ready(connectionId))

    const without = { ...ticketSchema, properties: ticketSchema.properties.slice(0, 2) }

    await expect(submit(without)).rejects.toMatchObject({ code: 'invalid' })
    expect(await patches()).toEqual([])
  })

  test('a second one while the first is on its way is refused by Graph', async () => {
    const { opened, submit } = await tenant(draft(connectionId))
    await submit(ticketSchema)

    await expect(submit(ticketSchema)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already running'),
    })
    expect(await listOperations(opened.db, connectionId)).toHaveLength(1)
  })
})
