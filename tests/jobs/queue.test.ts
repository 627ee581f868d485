import { EventEmitter, once } from 'node:events'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { signIns } from '@/lib/db/schema'
import { jobQueue, queue } from '@/lib/jobs/queue'
import type { Sealed } from '@/lib/platform/secret-box'
import { tidyUp } from '@/lib/services/housekeeping'
import { eachDatabase } from '../support/database'
import { storesOf } from '../support/stores'

const job = { operationId: '00000000-0000-4000-8000-000000000001' }

eachDatabase('a job', (open) => {
  test('appears with the transaction that adds it, and only then', async () => {
    const opened = await open()
    const failing = jobQueue(opened).transaction(async (_, add) => {
      await add('watch-operation', job)
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    const boss = await queue(opened)
    expect(await boss.fetch('watch-operation')).toEqual([])

    await jobQueue(opened).transaction((_, add) => add('watch-operation', job))

    expect(await boss.fetch('watch-operation')).toMatchObject([{ data: job }])
  })

  test('asked for twice waits once', async () => {
    const opened = await open()
    await jobQueue(opened).add('watch-operation', job)
    await jobQueue(opened).add('watch-operation', job)

    const boss = await queue(opened)
    expect(await boss.fetch('watch-operation', { batchSize: 5 })).toHaveLength(1)
  })

  test('wakes a worker at once', async () => {
    const opened = await open()
    const boss = await queue(opened)
    const events = new EventEmitter()
    await boss.work('delete-connection', { notifyPollingIntervalSeconds: 600 }, async ([first]) => {
      events.emit('job', first?.data)
    })
    await new Promise((done) => setTimeout(done, 300))
    const heard = once(events, 'job')

    await jobQueue(opened).add('delete-connection', job)

    expect(await heard).toEqual([job])
  })

  test('is not taken before its time', async () => {
    const opened = await open()
    await jobQueue(opened).add('watch-operation', job, { startAfterSeconds: 60 })

    expect(await (await queue(opened)).fetch('watch-operation')).toEqual([])
  })
})

eachDatabase('housekeeping', (open) => {
  test('removes sign-ins that nobody finished', async () => {
    const opened = await open()
    const begun = { nonce: 'n', verifier: 'v' as Sealed, returnTo: '/' }
    await opened.db.insert(signIns).values([
      { id: 'old', ...begun, createdAt: sql`now() - interval '2 days'` },
      { id: 'new', ...begun },
    ])

    await tidyUp(storesOf(opened))

    expect(await opened.db.select({ id: signIns.id }).from(signIns)).toEqual([{ id: 'new' }])
  })
})
