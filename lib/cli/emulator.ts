import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { startProgram } from './children'

/** The line that the emulator prints when it is ready. */
export const Ready = z.object({
  ready: z.literal(true),
  graph: z.string(),
  authority: z.string(),
  tenantId: z.string(),
  apps: z.array(
    z.object({
      name: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
      permissions: z.array(z.string()),
      redirectUris: z.array(z.string()),
    }),
  ),
  users: z.array(z.object({ userPrincipalName: z.string(), portalRole: z.string().nullable() })),
  tls: z.object({ graph: z.string(), authority: z.string(), caFile: z.string() }).optional(),
})
export type Ready = z.infer<typeof Ready>

/** Starts an emulator and waits until it is ready. Throws when it ends first; its message is on stderr. */
export async function startEmulator(
  env: Record<string, string>,
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = emulatorProcess(env)
  return { child, ready: await emulatorReady(child) }
}

export const emulatorProcess = (env: Record<string, string>, stderr?: 'inherit' | 'pipe') =>
  startProgram('lib/emulator/main.ts', env, 'pipe', stderr)

/** What an emulator that has just been started prints. Throws when it ends first. */
export async function emulatorReady(child: ChildProcess): Promise<Ready> {
  if (!child.stdout) throw new Error('The emulator has no output.')
  const lines = createInterface({ input: child.stdout })
  return await new Promise<Ready>((resolve, reject) => {
    child.once('close', () => reject(new Error('The emulator did not start.')))
    lines.on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(Ready.parse(JSON.parse(line)))
    })
  })
}

/** The portal's configuration for the local tenant: only this differs from a real one. */
export function portalEnv(ready: Ready, publicUrl: string, dataDir: string, secretKey: string) {
  const app = (name: string) => {
    const found = ready.apps.find((candidate) => candidate.name === name)
    if (!found) throw new Error(`The emulator has no app registration "${name}".`)
    return found
  }
  return {
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    GRAPH_URL: ready.graph,
    ENTRA_AUTHORITY: ready.authority,
    ENTRA_TENANT_ID: ready.tenantId,
    TENANT_NAME: 'Contoso',
    SIGNIN_CLIENT_ID: app('portal').clientId,
    SIGNIN_CLIENT_SECRET: app('portal').clientSecret,
    CONFIGURATION_CLIENT_ID: app('configuration').clientId,
    CONFIGURATION_CLIENT_SECRET: app('configuration').clientSecret,
    INGESTION_CLIENT_ID: app('ingestion').clientId,
    INGESTION_CLIENT_SECRET: app('ingestion').clientSecret,
  }
}
