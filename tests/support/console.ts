import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { answers, end } from '@/lib/cli/children'
import { portalEnv, type Ready, startEmulator } from '@/lib/cli/emulator'
import { startStack } from '@/lib/cli/stack'
import { type Opened, openDb } from '@/lib/db/open'

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

/** The variable that names a data folder with an empty database in it (tests/support/prepare.ts). */
export const preparedFolder = 'PREPARED_DATA_FOLDER'

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
    EMULATOR_PORT: String(await freePort()),
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
  const read = async (path: string) => {
    const response = await fetch(`${emulator.ready.graph}${path}`)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }

  return {
    url,
    ready: emulator.ready,
    folder,
    state: () => read('/_emulator/state'),
    items: async (connectionId) =>
      (await read(`/_emulator/items?connectionId=${connectionId}&top=10000`)).value,
    requests: async () => (await read('/_emulator/requests')).value,
    async forgetRequests() {
      await fetch(`${emulator.ready.graph}/_emulator/requests`, { method: 'DELETE' })
    },
    async control(path, body) {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${emulator.ready.graph}/_emulator/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    },
    database: () => openDb({ databaseUrl: stack.databaseUrl, dataDir: folder }),
    pid: (process) => stack.processes[process]?.child.pid,
    kill: () => stack.kill(),
    async restart() {
      await stack.stop()
      stack = await start()
    },
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const test = base.extend<{ variables: Record<string, string>; console: Console }>({
  variables: [{}, { option: true }],
  console: async ({ variables }, use) => {
    const started = await startConsole(variables, process.env[preparedFolder])
    await use(started)
    await started.close()
  },
})

/** Signs in at the local tenant's authority as a person would. */
export async function signIn(page: Page, console: Console, userPrincipalName: string): Promise<void> {
  await page.goto(console.url)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.getByRole('button', { name: new RegExp(userPrincipalName, 'i') }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

async function freePort() {
  return await new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port')),
      )
    })
  })
}

export { expect }
