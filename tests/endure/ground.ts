import type { ChildProcess } from 'node:child_process'
import { end } from '@/lib/cli/children'
import { findBinaries } from '@/lib/cli/postgres/binaries'
import { Cluster } from '@/lib/cli/postgres/cluster'
import { makePrivate } from '@/lib/cli/postgres/data-folder'
import { openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import { contextFor } from '../support/services'
import { openTenant } from './tenant'

export type Ground = Awaited<ReturnType<typeof openGround>>

/** What the workers of a measurement stand on: a local tenant and a Postgres of their own, each a process. */
export async function openGround(
  emulatorSettings: Record<string, string> = {},
  prepare: (databaseUrl: string) => Promise<void> = async () => {},
) {
  const tenant = await openTenant(emulatorSettings)
  const { stack, dataDir } = tenant
  const database = await startDatabase(dataDir)
  stack.defer(() => end(database.child, 'SIGINT'))
  await prepare(database.url)
  const variables = { DATABASE_URL: database.url, EMBEDDED_DATABASE: 'yes' }
  const env = { ...tenant.env, databaseUrl: database.url, embedded: true }
  const opened = await openDb({ databaseUrl: database.url, dataDir })
  stack.defer(() => opened.close())
  stack.defer(() => stopQueue(opened))
  return {
    ...tenant,
    opened,
    env,
    context: contextFor(opened, { ...tenant, env }),
    /** Starts a worker as `npm run worker` does. */
    worker: (): ChildProcess => tenant.start('lib/cli/worker.ts', variables),
  }
}

/** A Postgres of its own in a data folder, as `npm start` has one. */
export async function startDatabase(dataDir: string) {
  const binaries = await findBinaries()
  if ('why' in binaries) throw new Error(binaries.why)
  makePrivate(dataDir, binaries.account)
  const cluster = await Cluster.prepare(binaries, dataDir, { fsync: false })
  const { child, ready } = cluster.start()
  await ready
  return { child, url: cluster.url }
}
