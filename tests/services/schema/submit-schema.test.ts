import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { operations } from '@/lib/db/schema'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { getWatchedOperation, listOperations, pollOperation } from '@/lib/operations/operations'
import { findDraft } from '@/lib/operations/schema-drafts'
import { submitSchema } from '@/lib/services/schema/submit-schema'
import { eachDatabase } from '../../support/database'
import { draft, emulatedGraph, ready, type SeedConnection, ticketSchema } from '../../support/graph'
import { alex, contextFor, perform } from '../../support/services'

const connectionId = 'helpdesk'
const startedBy = alex.username

eachDatabase('submitting a schema', (open) => {
  async function tenant(connection: SeedConnection) {
    const opened = await open()
    const tenant = await emulatedGraph({ connections: [connection] })
    const { requests, ...more } = tenant
    const context = contextFor(opened, tenant)
    const submit = (schema: ConnectorSchema) => perform(submitSchema, context, { connectionId, schema })
    const look = async (operationId: string, minutes: number) => {
      const startedAt = new Date(Date.now() - minutes * 60_000)
      await opened.db.update(operations).set({ startedAt }).where(eq(operations.id, operationId))
      await pollOperation(context, operationId)
      return await getWatchedOperation(opened.db, operationId)
    }
    return { ...more, opened, submit, look, patches: () => requests('PATCH', 'schema') }
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

  const wider: ConnectorSchema = {
    ...ticketSchema,
    properties: [...ticketSchema.properties, { name: 'room', type: 'string', isRetrievable: true }],
  }

  test.each([
    ['new', draft(connectionId), ticketSchema],
    ['changed', ready(connectionId), wider],
  ])(
    'when the line breaks after Graph took a %s schema, its end is found all the same',
    async (_, from, schema) => {
      const { submit, look, fail, wait } = await tenant(from)
      await fail({ match: { method: 'PATCH', path: '/schema' }, times: 1, drop: 'after' })

      const { operationId } = await submit(schema)

      expect(await look(operationId, 2)).toMatchObject({
        status: 'inprogress',
        problem: { message: expect.stringContaining('The line to Graph broke') },
      })
      await wait({ minutes: 15 })
      expect(await look(operationId, 20)).toMatchObject({ status: 'completed', problem: null })
    },
  )

  test('when the line breaks before Graph took it, the admin is told to submit again', async () => {
    const { submit, look, fail } = await tenant(draft(connectionId))
    await fail({ match: { method: 'PATCH', path: '/schema' }, times: 100, drop: 'before' })

    const { operationId } = await submit(ticketSchema)

    expect(await look(operationId, 1)).toMatchObject({ status: 'inprogress', problem: null })
    expect(await look(operationId, 2)).toMatchObject({
      status: 'failed',
      problem: { message: expect.stringContaining('Submit it again') },
    })
  })
})
