import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { leases, syncs } from '@/lib/db/schema'
import { stopQueue } from '@/lib/jobs/queue'
import { isLive } from '@/lib/model/sync/status'
import { startSync } from '@/lib/services/sync/start-sync'
import { emptyPostgresUrl } from '../support/database'
import { startProcess } from '../support/process'
import { helpdeskCsv } from '../support/samples'
import { contextFor, perform } from '../support/services'
import { syncTenant } from '../support/sync'

const rows = 300

test('two portals and three workers on one Postgres never run a connection twice, nor beyond 25 in flight', {
  timeout: 180_000,
}, async () => {
  const databaseUrl = await emptyPostgresUrl()
  const open = async () => {
    const opened = await openDb({ databaseUrl })
    onTestFinished(async () => {
      await stopQueue(opened)
      await opened.close()
    })
    return opened
  }
  const [one, other] = [await open(), await open()]
  const tenant = await syncTenant(one)
  const { connectionId, emulator, apps } = tenant
  await tenant.settings({ latencyMs: 50 })
  const portals = [tenant.context, contextFor(other, tenant)]
  await tenant.start(helpdeskCsv(rows))
  for (let at = 0; at < 3; at++) startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })

  const seen = { live: 0, leases: 0 }
  let done = 0
  while (done < 4) {
    const starts = portals.map((portal) => perform(startSync, portal, { connectionId, plan: 'never' }))
    await Promise.allSettled(starts)
    const runs = await one.db.select().from(syncs)
    const held = await one.db.select().from(leases)
    seen.live = Math.max(seen.live, runs.filter(isLive).length)
    seen.leases = Math.max(seen.leases, held.length)
    done = runs.filter(({ status }) => status === 'succeeded').length
  }

  expect(seen).toEqual({ live: 1, leases: 1 })
  type Loads = { value: { appId: string; most: number; refused: number }[] }
  const { value } = await emulator.control<Loads>('GET', 'inFlight')
  const load = value.find(({ appId }) => appId === apps.ingestion)
  expect(load).toMatchObject({ refused: 0 })
  expect(load?.most).toBeLessThanOrEqual(25)
  expect(await tenant.itemCount()).toBe(rows)
})
