import type { Emulator, EmulatorOptions } from '@/lib/emulator/server'
import { type Env, parseEnv } from '@/lib/platform/env'
import { startTestEmulator } from './emulator'
import { secretKey } from './stores'

export const publicUrl = 'http://127.0.0.1:3000'

/** A local tenant of the test's own, and the portal's configuration for it. */
export async function localTenant(options: EmulatorOptions = {}) {
  const emulator = await startTestEmulator(options)
  return { emulator, settings: settingsFor(emulator) }
}

export function settingsFor(emulator: Emulator, changes: Record<string, string> = {}): Env {
  const [configuration, ingestion, portal] = ['configuration', 'ingestion', 'portal'].map((name) => {
    const app = emulator.apps.find((candidate) => candidate.name === name)
    if (!app) throw new Error(`The local tenant has no app ${name}.`)
    return app
  })
  return parseEnv({
    PUBLIC_URL: publicUrl,
    SECRET_KEY: secretKey.toString('base64'),
    GRAPH_URL: emulator.url,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_TENANT_ID: emulator.tenantId,
    SIGNIN_CLIENT_ID: portal?.clientId,
    SIGNIN_CLIENT_SECRET: portal?.clientSecret,
    CONFIGURATION_CLIENT_ID: configuration?.clientId,
    CONFIGURATION_CLIENT_SECRET: configuration?.clientSecret,
    INGESTION_CLIENT_ID: ingestion?.clientId,
    INGESTION_CLIENT_SECRET: ingestion?.clientSecret,
    ...changes,
  })
}
