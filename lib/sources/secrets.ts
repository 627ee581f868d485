import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sources } from '../db/schema'
import type { SourceKindName, SourceSecrets, SourceSettings } from '../model/sync/source'
import { AppError } from '../platform/errors'
import { open, seal } from '../platform/secret-box'

export const secretsPurpose = (connectionId: string, kind: SourceKindName) => `source:${connectionId}:${kind}`

/** What a remote connector and the console sign their calls with. */
export interface SigningSecret {
  signing: string
}

export const sealSecrets = (
  secrets: SourceSecrets | SigningSecret,
  connectionId: string,
  kind: SourceKindName,
  key?: Buffer,
) => seal(JSON.stringify(secrets), secretsPurpose(connectionId, kind), key)

/** The secrets of a connection's source in the clear. They stay on the server. */
export async function secretsOf(
  db: Db,
  { connectionId, sourceKind }: { connectionId: string; sourceKind: SourceKindName },
  key?: Buffer,
): Promise<Readonly<Record<string, string>>> {
  const [source] = await db.select().from(sources).where(eq(sources.connectionId, connectionId))
  if (!source?.secrets || source.kind !== sourceKind) return {}
  return JSON.parse(open(source.secrets, secretsPurpose(connectionId, sourceKind), key)) as Record<
    string,
    string
  >
}

/** The hosts that a source shows its secret to. */
function shownTo(settings: SourceSettings): string {
  if (settings.kind !== 'http') return settings.kind
  const { url, credentials } = settings.config
  const token = credentials.kind === 'oauth2' ? new URL(credentials.tokenUrl).origin : ''
  return [new URL(url).origin, token, credentials.kind].join(' ')
}

/**
 * The secrets to read a source with: those that were typed, else the kept ones, which go only where they went before. Else
 * somebody who may configure a source, but does not know its secret, could have it sent to a host of their own.
 */
export async function secretsFor(
  db: Db,
  connectionId: string,
  settings: SourceSettings,
  typed: SourceSecrets,
  key: Buffer,
): Promise<SourceSecrets> {
  if (Object.values(typed).some((secret) => secret !== undefined)) return typed
  const [saved] = await db.select().from(sources).where(eq(sources.connectionId, connectionId))
  if (!saved?.secrets) return {}
  const before = { kind: saved.kind, config: saved.config } as SourceSettings
  if (shownTo(before) === shownTo(settings))
    return await secretsOf(db, { connectionId, sourceKind: saved.kind }, key)
  if (before.kind !== settings.kind) return {}
  throw new AppError(
    'invalid',
    'The address or the kind of credentials has changed. Enter the secret again.',
    {
      field: settings.kind === 'http' ? 'credential' : 'connectionString',
    },
  )
}
