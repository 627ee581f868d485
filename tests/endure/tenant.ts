import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from '@/lib/cli/children'
import { portalEnv, startEmulator } from '@/lib/cli/emulator'
import { appToken } from '@/lib/entra/tokens'
import { createGraph, type Graph } from '@/lib/graph/client'
import { createConnection, getConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import { templates } from '@/lib/model/connection/templates'
import { parseEnv } from '@/lib/platform/env'

const template = templates.find(({ id }) => id === 'helpdesk')

export type Tenant = Awaited<ReturnType<typeof openTenant>>

/** A local tenant and a data folder of its own, and programs that work with both. */
export async function openTenant(emulatorSettings: Record<string, string> = {}) {
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
  const key = randomBytes(32).toString('base64')
  const variables = portalEnv(emulator.ready, 'http://127.0.0.1:3000', dataDir, key)
  const env = parseEnv(variables)
  const graphOf = (name: 'CONFIGURATION' | 'INGESTION'): Graph => {
    const app = name === 'CONFIGURATION' ? env.configuration : env.ingestion
    return createGraph({ baseUrl: env.graphUrl, token: appToken(name, app, env) })
  }
  const graph = graphOf('CONFIGURATION')

  return {
    stack,
    dataDir,
    env,
    graph,
    ingestion: graphOf('INGESTION'),
    /** Calls the control API of the local tenant. */
    async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
      const init = { method, body: body === undefined ? undefined : JSON.stringify(body) }
      const response = await fetch(`${emulator.ready.graph}/_emulator/${path}`, init)
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      const text = await response.text()
      return (text ? JSON.parse(text) : undefined) as T
    },
    /** Starts a program of the console that ends with the measurement at the latest. */
    start(
      program: string,
      more: Record<string, string> = {},
      stdout: 'pipe' | 'ignore' = 'ignore',
    ): ChildProcess {
      const child = spawn(process.execPath, ['--import', 'tsx', program], {
        env: { ...process.env, ...variables, ...more },
        stdio: ['ignore', stdout, 'inherit'],
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
