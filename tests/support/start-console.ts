import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answers, end } from '@/lib/cli/children'
import { portalEnv, type Ready, startEmulator } from '@/lib/cli/emulator'
import { freePort } from '@/lib/cli/ports'
import { startStack } from '@/lib/cli/stack'
import { type Opened, openDb } from '@/lib/db/open'
import type { Settings } from '@/lib/emulator/settings'
import { emptyDatabase } from './empty-database'

/** A portal and a local tenant of their own, as `npm run demo` starts them, with an empty database. */
export interface Console {
  url: string
  ready: Ready
  /** Where the console keeps its data. */
  folder: string
  /** The database, while the console runs. */
  database(): Promise<Opened>
  /** What the emulator has stored, read past its Graph API. */
  state(): Promise<EmulatorState>
  items(connectionId: string): Promise<StoredItem[]>
  control(path: string, body: unknown): Promise<void>
  /** The last requests that reached the emulator. */
  requests(): Promise<{ method: string; path: string; status: number }[]>
  forgetRequests(): Promise<void>
  /** The id of a process of the console: database, portal or worker. */
  pid(process: string): number | undefined
  /** Ends all processes of the console at once, as a power cut would. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** Makes it as good as a new one, with these settings of its tenant. Throws when a job does not end. */
  reset(settings: Partial<Settings>): Promise<void>
  stop(): Promise<void>
  /** Stops both and deletes the data folder. */
  close(): Promise<void>
}

export interface EmulatorState {
  connections: { id: string; state: string; contentCategory: string; itemCount: number }[]
  profileSources: { sourceId: string; displayName: string; webUrl: string }[]
  profilePropertySettings: { prioritizedSourceUrls: string[] }[]
}

export interface StoredItem {
  id: string
  acl: { type: string; value: string; accessType: string }[]
  properties: Record<string, unknown>
  content?: { type: string; value: string }
}

const host = '127.0.0.1'

/** With `prepared`, the data folder begins as a copy of that one. */
export async function startConsole(
  variables: Record<string, string> = {},
  prepared?: string,
): Promise<Console> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'))
  if (prepared) await cp(prepared, folder, { recursive: true })
  const port = await freePort()
  const url = `http://${host}:${port}`
  const emulator = await startEmulator({
    EMULATOR_PORT: '0',
    EMULATOR_DATA: ':memory:',
    EMULATOR_SEED: 'demo',
    EMULATOR_SERVICE_MS: '0',
    EMULATOR_REDIRECT_URIS: `${url}/auth/callback`,
    ...variables,
  })
  const env = portalEnv(emulator.ready, url, folder, randomBytes(32).toString('base64'))
  let stack = await start()

  async function start() {
    const settings = { LOG_LEVEL: 'error', DATABASE_FSYNC: 'off', ...env, ...variables }
    const said = (line: string) => process.stderr.write(`${line}\n`)
    const started = await startStack({ env: settings, host, port, onGivenUp: () => {}, say: said })
    await answers(`${url}/readyz`, () => started.processes.portal?.child)
    return started
  }

  const stop = async () => {
    await stack.stop()
    await end(emulator.child)
  }
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${emulator.ready.graph}/_emulator/${path}`, init)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response
  }
  const control = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    await ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  const read = async (path: string) => (await ask(path)).json()

  return {
    url,
    ready: emulator.ready,
    folder,
    state: () => read('state'),
    items: async (connectionId) => (await read(`items?connectionId=${connectionId}&top=10000`)).value,
    requests: async () => (await read('requests')).value,
    async forgetRequests() {
      await ask('requests', { method: 'DELETE' })
    },
    control,
    database: () => openDb({ databaseUrl: stack.databaseUrl, dataDir: folder }),
    pid: (process) => stack.processes[process]?.child.pid,
    kill: () => stack.kill(),
    async restart() {
      await stack.stop()
      stack = await start()
    },
    async reset(settings) {
      if (!stack.databaseUrl) throw new Error('The portal has its database inside itself.')
      await emptyDatabase(stack.databaseUrl)
      await control('reset', {})
      await control('settings', settings)
    },
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
