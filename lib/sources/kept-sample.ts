import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sources } from '../db/schema'
import { parseJson } from '../model/exact-json'
import { open, seal } from '../platform/secret-box'
import type { SourceRecord } from './record'

export const samplePurpose = (connectionId: string) => `sample:${connectionId}`

export const sealSample = (json: string, connectionId: string, key: Buffer) =>
  seal(json, samplePurpose(connectionId), key)

/** The first records that the connection's source had when it was saved. */
export async function keptSample(db: Db, connectionId: string, key: Buffer): Promise<SourceRecord[]> {
  const [source] = await db
    .select({ sample: sources.sample })
    .from(sources)
    .where(eq(sources.connectionId, connectionId))
  if (!source?.sample) return []
  return parseJson(open(source.sample, samplePurpose(connectionId), key)) as SourceRecord[]
}
