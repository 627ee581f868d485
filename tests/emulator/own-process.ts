import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { emulatorProcess, emulatorReady, type Ready } from '@/lib/cli/emulator'

/** An empty folder for as long as the test runs. */
export function folder() {
  const created = mkdtempSync(join(tmpdir(), 'emulator-'))
  onTestFinished(() => rmSync(created, { recursive: true }))
  return created
}

/** The emulator as its own process. */
export function run(env: Record<string, string>) {
  const child = emulatorProcess({ EMULATOR_PORT: '0', EMULATOR_SERVICE_MS: '0', ...env }, 'pipe')
  onTestFinished(() => void child.kill('SIGKILL'))
  const ready = emulatorReady(child)
  // Of those that are meant to fail, only the end is looked at.
  ready.catch(() => undefined)
  return { child, ready, ended: endOf(child) }
}

/** How a process ended, and what it wrote to stderr until then. */
export function endOf(child: ChildProcess) {
  return new Promise<{ code: number | null; words: string }>((resolve) => {
    let words = ''
    child.stderr?.on('data', (text) => {
      words += text
    })
    child.once('close', (code) => resolve({ code, words }))
  })
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
