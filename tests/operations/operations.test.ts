import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { operations } from '@/lib/db/schema'
import { deleteConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import { jobQueue, queue } from '@/lib/jobs/queue'
import {
  getWatchedOperation,
  listOperations,
  pollAfterSeconds,
  pollOperation,
  watchOperation,
} from '@/lib/operations/operations'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph, ticketSchema } from '../support/graph'

const startedBy = 'luisg@contoso.com'

/** As if the operation had begun that long ago. */
const age = (opened: Opened, id: string, minutes: number) =>
  opened.db
    .update(operations)
    .set({ startedAt: new Date(Date.now() - minutes * 60_000) })
    .where(eq(operations.id, id))

const waitingJobs = async (opened: Opened) =>
  (await queue(opened)).findJobs('watch-operation', { queued: true })

eachDatabase('watching a schema operation', (open) => {
  async function provisioning(failure?: string) {
    const opened = await open()
    const tenant = await emulatedGraph({ connections: [draft('helpdesk')] })
    if (failure) await tenant.failNextSchema(failure)
    const graphOperationId = await updateSchema(tenant.graph, 'helpdesk', ticketSchema)
    const deps = { db: opened.db, queue: jobQueue(opened), configuration: tenant.graph }
    const id = await watchOperation(deps, { connectionId: 'helpdesk', graphOperationId, startedBy })
    return { ...tenant, opened, id, deps }
  }

  test('row and job are there before anybody is told', async () => {
    const { opened, id } = await provisioning()

    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'inprogress',
      startedBy,
      problem: null,
    })
    expect(await waitingJobs(opened)).toMatchObject([{ data: { operationId: id } }])
    expect(await listOperations(opened.db, 'helpdesk')).toMatchObject([{ id, status: 'inprogress' }])
  })

  test('it is followed until it completes', async () => {
    const { opened, id, deps, wait } = await provisioning()

    await pollOperation(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ status: 'inprogress', finishedAt: null })

    await wait({ minutes: 15 })
    await pollOperation(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'completed',
      finishedAt: expect.any(String),
    })
  })

  test('what fails brings Graph’s words', async () => {
    const { opened, id, deps, wait } = await provisioning('The schema is too colourful.')
    await wait({ minutes: 15 })

    await pollOperation(deps, id)

    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'failed',
      problem: {
        code: 'invalid',
        message: expect.stringContaining('The schema is too colourful.'),
        graphRequestId: expect.any(String),
      },
    })
  })

  test('trouble on the way is shown and cleared by the next poll', async () => {
    const { opened, id, deps, fail } = await provisioning()
    await fail({
      match: { path: '/operations/' },
      times: 1,
      status: 403,
      error: 'Authorization_RequestDenied',
    })

    await pollOperation(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'inprogress',
      problem: { code: 'forbidden' },
    })

    await pollOperation(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ status: 'inprogress', problem: null })
    expect(await waitingJobs(opened)).toHaveLength(1)
  })

  test('for an operation that Graph has forgotten, the connection speaks', async () => {
    const { opened, id, deps, wait, fail } = await provisioning()
    await wait({ minutes: 15 })
    await age(opened, id, 15)
    await fail({ match: { path: '/operations/' }, times: 1, status: 404, error: 'ItemNotFound' })

    await pollOperation(deps, id)

    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ status: 'completed' })
  })

  test('it fails when the connection is gone', async () => {
    const { opened, id, deps, wait, graph } = await provisioning()
    await deleteConnection(graph, 'helpdesk')
    await wait({ minutes: 15 })

    await pollOperation(deps, id)

    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'failed',
      problem: { code: 'not-found' },
    })
  })

  test('after a day without an end it is given up', async () => {
    const { opened, id, deps } = await provisioning()
    await age(opened, id, 25 * 60)

    await pollOperation(deps, id)

    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ status: 'failed' })
  })

  test('the latest operation of a connection comes first', async () => {
    const { opened, id } = await provisioning()
    await age(opened, id, 5)
    const later = await watchOperation(
      { queue: jobQueue(opened) },
      { connectionId: 'helpdesk', graphOperationId: 'x', startedBy },
    )
    await watchOperation(
      { queue: jobQueue(opened) },
      { connectionId: 'other', graphOperationId: 'y', startedBy },
    )

    expect((await listOperations(opened.db, 'helpdesk')).map((operation) => operation.id)).toEqual([
      later,
      id,
    ])
  })

  test('an operation nobody knows is not found', async () => {
    const opened = await open()

    for (const id of ['nonsense', crypto.randomUUID()]) {
      await expect(getWatchedOperation(opened.db, id)).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})

test('looks are frequent at first, rare later', () => {
  const minutes = [0, 0.05, 0.2, 1, 3, 29, 31]

  expect(minutes.map((minute) => pollAfterSeconds(minute * 60_000))).toEqual([2, 2, 6, 15, 30, 30, 300])
})
