import type { SourceHolds, SourceSecrets, SourceSettings } from '../../model/sync/source'
import { sourceKind } from '../../sources/kinds'
import { secretsFor } from '../../sources/secrets'
import type { Sample } from '../../sources/source-kind'
import type { Context } from '../context'

const shown = 20
const longestMs = 60_000

/** The first records of a source that is being set up, with the secrets that it was or would be saved with. */
export async function sampleSource(
  { db, blobs, settings }: Pick<Context, 'db' | 'blobs' | 'settings'>,
  connectionId: string,
  source: SourceSettings,
  typed: SourceSecrets,
  holds: SourceHolds = 'items',
): Promise<{ sample: Sample; secrets: SourceSecrets }> {
  const secrets = await secretsFor(db, connectionId, source, typed, settings.secretKey, holds)
  const kind = sourceKind(source.kind)
  const named = Object.entries(secrets).filter(([name]) => kind.secrets.includes(name))
  const sample = await kind.sample(
    source.config,
    {
      db,
      blobs,
      connectionId,
      secrets: Object.fromEntries(named),
      allowedHosts: settings.allowedHosts,
      signal: AbortSignal.timeout(longestMs),
    },
    shown,
  )
  return { sample, secrets: Object.fromEntries(named) }
}
