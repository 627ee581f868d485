import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import {
  type SourceConfig,
  type SourceHolds,
  type SourceKindName,
  type SourceSecrets,
  SourceSettings,
} from '../model/sync/source'
import { AppError } from '../platform/errors'
import { open, seal } from '../platform/secret-box'
import { sourceTable } from './source-table'

export const secretsPurpose = (connectionId: string, kind: SourceKindName, holds: SourceHolds = 'items') =>
  `${holds === 'groups' ? 'group-source' : 'source'}:${connectionId}:${kind}`

/** What a remote connector and the console sign their calls with. */
export interface SigningSecret {
  signing: string
}

export const sealSecrets = (
  secrets: SourceSecrets | SigningSecret,
  connectionId: string,
  kind: SourceKindName,
  key?: Buffer,
  holds: SourceHolds = 'items',
) => seal(JSON.stringify(secrets), secretsPurpose(connectionId, kind, holds), key)

/** The secrets of a connection's source in the clear. They stay on the server. */
export async function secretsOf(
  db: Db,
  { connectionId, sourceKind }: { connectionId: string; sourceKind: SourceKindName },
  key?: Buffer,
  holds: SourceHolds = 'items',
): Promise<Readonly<Record<string, string>>> {
  const source = await savedSource(db, connectionId, holds)
  if (!source?.secrets || source.kind !== sourceKind) return {}
  const purpose = secretsPurpose(connectionId, sourceKind, holds)
  return JSON.parse(open(source.secrets, purpose, key)) as Record<string, string>
}

interface Read {
  connectionId: string
  sourceKind: SourceKindName
  /** Null in runs of a release before. */
  sourceConfig: SourceConfig | null
}

/**
 * The secrets to read the source of a run with. Throws when the connection has another source by now: its secret would go to the
 * address of the old one, or the old query to its database. A file has no secret, and is read as it was.
 */
export async function secretsOfRun(db: Db, run: Read, key?: Buffer, holds: SourceHolds = 'items') {
  const { connectionId, sourceKind, sourceConfig } = run
  if (sourceKind === 'file') return {}
  const saved = await savedSource(db, connectionId, holds)
  if (sourceConfig && !isSame(saved, { kind: sourceKind, config: sourceConfig }))
    throw new AppError(
      'conflict',
      'The source was changed before this run had read it. Start a new run, which reads the new one.',
    )
  return await secretsOf(db, run, key, holds)
}

/** Defaults that a release since has added make no difference. */
const isSame = (saved: object | undefined, read: object) =>
  saved !== undefined && isDeepStrictEqual(SourceSettings.parse(saved), SourceSettings.parse(read))

async function savedSource(db: Db, connectionId: string, holds: SourceHolds) {
  const table = sourceTable(holds)
  const [saved] = await db
    .select({ kind: table.kind, config: table.config, secrets: table.secrets })
    .from(table)
    .where(eq(table.connectionId, connectionId))
  return saved
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
  holds: SourceHolds = 'items',
): Promise<SourceSecrets> {
  if (Object.values(typed).some((secret) => secret !== undefined)) return typed
  const saved = await savedSource(db, connectionId, holds)
  if (!saved?.secrets) return {}
  const before = { kind: saved.kind, config: saved.config } as SourceSettings
  if (shownTo(before) === shownTo(settings))
    return await secretsOf(db, { connectionId, sourceKind: saved.kind }, key, holds)
  if (before.kind !== settings.kind) return {}
  throw new AppError(
    'invalid',
    'The address or the kind of credentials has changed. Enter the secret again.',
    {
      field: settings.kind === 'http' ? 'credential' : 'connectionString',
    },
  )
}
