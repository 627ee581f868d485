import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { deletions, groupMembers, leases } from '@/lib/db/schema'
import { stopQueue } from '@/lib/jobs/queue'
import { approveDeletions } from '@/lib/services/sync/held-deletions'
import { emptyPostgresUrl } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { startProcess, stopWith } from '../support/process'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const head = 'group,member,type\n'
const namesOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `x${from + at}`).sort()

test('members are as if nothing had happened after kill -9 while some are added, and while some are taken out', {
  timeout: 150_000,
}, async () => {
  const databaseUrl = await emptyPostgresUrl()
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  const tenant = await groupsTenant(opened)
  const worker = () => startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })
  const inGraph = async () => (await tenant.groups()).find(({ id }) => id === 'large')?.members ?? []
  const until = async (holds: (members: number) => boolean) => {
    while (!holds((await inGraph()).length)) await sleep(20)
  }
  /** From that request on Graph takes so long that the worker dies in time, however slow the machine is. */
  const slowAfter = (method: string, skip: number) =>
    tenant.fail({
      match: { method, path: '/members' },
      skip,
      times: 1_000,
      latency: { minMs: 3_000, medianMs: 3_000, p95Ms: 3_000, maxMs: 3_000 },
    })
  const die = async (child: ReturnType<typeof worker>) => {
    await stopWith('SIGKILL', child)
    await tenant.emulator.control('DELETE', 'faults')
    await opened.db.update(leases).set({ token: randomUUID(), expiresAt: new Date(0) })
  }

  await slowAfter('POST', 40)
  const filling = await tenant.start(head + rowsOf('large', 1, 80))
  const first = worker()
  await until((members) => members >= 40)
  const second = worker()
  await die(first)
  expect(await untilSync(opened, filling)).toMatchObject({
    status: 'succeeded',
    counts: { read: 80, sent: 80, unchanged: 0, failed: 0 },
    changes: { created: 80, updated: 1, deleted: 0 },
  })
  expect((await inGraph()).map(({ id }) => id)).toEqual(namesOf(1, 80))

  await slowAfter('DELETE', 20)
  const emptying = await tenant.start(head + rowsOf('large', 41, 90))
  const held = await untilSync(opened, emptying)
  expect(held).toMatchObject({ status: 'held', counts: { sent: 10, unchanged: 40 }, changes: { held: 40 } })
  await perform(approveDeletions, tenant.context, { syncId: emptying, hash: held.heldHash ?? '' })
  await until((members) => members <= 70)
  await die(second)
  await tenant.work()

  expect(await untilSync(opened, emptying)).toMatchObject({
    status: 'succeeded',
    counts: { read: 50, sent: 10, unchanged: 40, failed: 0 },
    changes: { created: 10, updated: 0, deleted: 40, held: 0 },
  })
  expect((await inGraph()).map(({ id }) => id)).toEqual(namesOf(41, 90))
  expect(await opened.db.$count(deletions, eq(deletions.state, 'deleted'))).toBe(40)
  const kept = await opened.db.select().from(groupMembers)
  expect(kept.filter(({ state }) => state === 'there').map(({ memberId }) => memberId)).toHaveLength(50)
  expect(kept).toHaveLength(50)
})
