import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connections, operations } from '@/lib/db/schema'
import { jobQueue } from '@/lib/jobs/queue'
import { eachDatabase } from '../support/database'
import { syncTenant } from '../support/sync'

/** As pg-boss writes it when the heartbeat of a job's worker has fallen silent. */
const silence = '{ "value": { "message": "job heartbeat timeout" } }'

eachDatabase('a job with which two workers died', (open) => {
  test('fails its operation with the reason, and is not done a third time', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const id = randomUUID()
    await opened.db.insert(connections).values({ id: 'doomed' })
    const operation = { id, connectionId: 'doomed', kind: 'delete' as const, status: 'inprogress' as const }
    await opened.db.insert(operations).values({ ...operation, steps: [], startedBy: 'a' })
    await jobQueue(opened).add('delete-connection', { operationId: id })
    await opened.db.execute(
      sql`update pgboss.job set state = 'retry', retry_count = 1, started_on = now(), output = ${silence}::jsonb
        where name = 'delete-connection'`,
    )

    await tenant.work()

    const status = async () => (await opened.db.select().from(operations)).map((one) => one.status)
    await expect.poll(status).toEqual(['failed'])
    const [row] = await opened.db.select().from(operations)
    expect(row?.problem?.message).toContain('The worker died twice')
    expect(await tenant.requests('DELETE')).toEqual([])
  })
})
