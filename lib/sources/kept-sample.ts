import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { parseJson } from '../model/exact-json'
import type { SourceHolds } from '../model/sync/source'
import { open, seal } from '../platform/secret-box'
import type { SourceRecord } from './record'
import { sourceTable } from './source-table'

export const samplePurpose = (connectionId: string, holds: SourceHolds = 'items') =>
  `${holds === 'groups' ? 'group-sample' : 'sample'}:${connectionId}`

export const sealSample = (json: string, connectionId: string, key: Buffer, holds: SourceHolds = 'items') =>
  seal(json, samplePurpose(connectionId, holds), key)

/** The first records that the connection's source had when it was saved. */
export async function keptSample(
  db: Db,
  connectionId: string,
  key: Buffer,
  holds: SourceHolds = 'items',
): Promise<SourceRecord[]> {
  const table = sourceTable(holds)
  const [source] = await db
    .select({ sample: table.sample })
    .from(table)
    .where(eq(table.connectionId, connectionId))
  if (!source?.sample) return []
  return parseJson(open(source.sample, samplePurpose(connectionId, holds), key)) as SourceRecord[]
}
