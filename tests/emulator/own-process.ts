import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** An empty folder for as long as the test runs. */
export function folder() {
  const created = mkdtempSync(join(tmpdir(), 'emulator-'))
  onTestFinished(() => rmSync(created, { recursive: true }))
  return created
}

export type Ready = {
  graph: string
  authority: string
  tenantId: string
  apps: {
    name: string
    clientId: string
    clientSecret: string
    permissions: string[]
    redirectUris: string[]
  }[]
  users: { userPrincipalName: string; portalRole: string | null }[]
  tls?: { graph: string; authority: string; caFile: string }
}

/** The emulator as its own process. */
export function run(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/emulator/main.ts'], {
    env: { ...process.env, EMULATOR_PORT: '0', EMULATOR_SERVICE_MS: '0', ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<{ code: number | null; words: string }>((resolve) => {
    let words = ''
    child.stderr.on('data', (text) => {
      words += text
    })
    child.once('close', (code) => resolve({ code, words }))
  })
  const ready = new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    ended.then(({ words }) => reject(new Error(words)))
  })
  // Of those that are meant to fail, only the end is looked at.
  ready.catch(() => undefined)
  return { child, ready, ended }
}

export async function tokenOf({ authority, tenantId, apps }: Ready) {
  const response = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: apps[0]?.clientId ?? '',
      client_secret: apps[0]?.clientSecret ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}
