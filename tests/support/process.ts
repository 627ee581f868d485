import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { onTestFinished } from 'vitest'
import type { emulatedGraph } from './graph'

type Tenant = Pick<Awaited<ReturnType<typeof emulatedGraph>>, 'emulator' | 'apps' | 'env'>

/** Starts a program of the console against this tenant; it ends with the test at the latest. */
export function startProcess(
  program: string,
  tenant: Tenant,
  database: Record<string, string>,
): ChildProcess {
  const { emulator, apps, env } = tenant
  const secretOf = (clientId: string) => emulator.apps.find((app) => app.clientId === clientId)?.clientSecret
  const child = spawn(
    process.execPath,
    ['--import', createRequire(import.meta.url).resolve('tsx'), program],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        LOG_LEVEL: 'error',
        SECRET_KEY: env.secretKey.toString('base64'),
        GRAPH_URL: emulator.url,
        ENTRA_AUTHORITY: emulator.url,
        ENTRA_TENANT_ID: env.tenantId,
        SIGNIN_CLIENT_ID: env.signIn.clientId,
        SIGNIN_CLIENT_SECRET: 'not used here',
        CONFIGURATION_CLIENT_ID: apps.configuration,
        CONFIGURATION_CLIENT_SECRET: secretOf(apps.configuration),
        INGESTION_CLIENT_ID: apps.ingestion,
        INGESTION_CLIENT_SECRET: secretOf(apps.ingestion),
        ...database,
      },
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

export async function stopWith(signal: 'SIGKILL' | 'SIGTERM', child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill(signal)
  return await gone
}
