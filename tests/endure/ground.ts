import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from '@/lib/cli/children'
import { portalEnv, startEmulator } from '@/lib/cli/emulator'
import { findBinaries } from '@/lib/cli/postgres/binaries'
import { Cluster } from '@/lib/cli/postgres/cluster'
import { makePrivate } from '@/lib/cli/postgres/data-folder'
import { openDb } from '@/lib/db/open'
import { appToken } from '@/lib/entra/tokens'
import { createGraph, type Graph } from '@/lib/graph/client'
import { createConnection, getConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import { stopQueue } from '@/lib/jobs/queue'
import { templates } from '@/lib/model/connection/templates'
import { parseEnv } from '@/lib/platform/env'
import { contextFor } from '../support/services'

const template = templates.find(({ id }) => id === 'helpdesk')

export type Ground = Awaited<ReturnType<typeof openGround>>

/** What the workers of a measurement stand on: a local tenant and a Postgres of their own, each a process. */
export async function openGround(emulatorSettings: Record<string, string> = {}) {
  process.env.LOG_LEVEL ??= 'silent'
  const stack = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'console-ground-'))
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  const emulator = await startEmulator({
    EMULATOR_PORT: '0',
    EMULATOR_DATA: ':memory:',
    EMULATOR_SEED: 'empty',
    EMULATOR_PROVISIONING_MS: '0',
    EMULATOR_SERVICE_MS: '0',
    ...emulatorSettings,
  })
  stack.defer(() => end(emulator.child))
  const database = await startDatabase(dataDir)
  stack.defer(() => end(database.child, 'SIGINT'))
  const key = randomBytes(32).toString('base64')
  const variables = {
    ...portalEnv(emulator.ready, 'http://127.0.0.1:3000', dataDir, key),
    DATABASE_URL: database.url,
    EMBEDDED_DATABASE: 'yes',
  }
  const env = parseEnv(variables)
  const opened = await openDb({ databaseUrl: database.url, dataDir })
  stack.defer(() => opened.close())
  stack.defer(() => stopQueue(opened))
  const graphOf = (name: 'CONFIGURATION' | 'INGESTION'): Graph => {
    const app = name === 'CONFIGURATION' ? env.configuration : env.ingestion
    return createGraph({ baseUrl: env.graphUrl, token: appToken(name, app, env) })
  }
  const graph = graphOf('CONFIGURATION')
  const ingestion = graphOf('INGESTION')

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init = { method, body: body === undefined ? undefined : JSON.stringify(body) }
    const response = await fetch(`${emulator.ready.graph}/_emulator/${path}`, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    const text = await response.text()
    return (text ? JSON.parse(text) : undefined) as T
  }

  return {
    opened,
    env,
    graph,
    ingestion,
    context: contextFor(opened, { graph, ingestion, env }),
    /** Calls the control API of the local tenant. */
    ask,
    /** Starts a worker as `npm run worker` does. */
    worker(): ChildProcess {
      const args = ['--import', 'tsx', 'lib/cli/worker.ts']
      const child = spawn(process.execPath, args, {
        env: { ...process.env, ...variables },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      stack.defer(async () => void child.kill('SIGKILL'))
      return child
    },
    async connect(id: string) {
      if (!template) throw new Error('There is no helpdesk template.')
      const { contentCategory, schema } = template
      const authorizedAppIds = [env.configuration.clientId, env.ingestion.clientId]
      await createConnection(
        graph,
        { id, name: id, description: 'Measured.', contentCategory },
        { authorizedAppIds },
      )
      await updateSchema(graph, id, schema)
      while ((await getConnection(graph, id)).state !== 'ready') await sleep(100)
    },
    close: () => stack.disposeAsync(),
  }
}

async function startDatabase(dataDir: string) {
  const binaries = await findBinaries()
  if ('why' in binaries) throw new Error(binaries.why)
  makePrivate(dataDir, binaries.account)
  const cluster = await Cluster.prepare(binaries, dataDir, { fsync: false })
  const { child, ready } = cluster.start()
  await ready
  return { child, url: cluster.url }
}
