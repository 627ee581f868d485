import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { runSamples } from '../../db/schema'
import { foldSamples, type RunSample } from '../../model/sync/samples'
import { query } from '../command'
import { connectionOfSync } from './views'

/** So many periods a chart can show. */
const shown = 180

/** What a run did over time, in periods of one length or nearly. */
export const listRunSamples = query({
  name: 'listRunSamples',
  permission: 'connections.read',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db }, { syncId }): Promise<RunSample[]> {
    const rows = await db
      .select()
      .from(runSamples)
      .where(eq(runSamples.syncId, syncId))
      .orderBy(asc(runSamples.at))
    const samples = rows.map(({ syncId: _, at, ...sample }) => ({ ...sample, at: at.toISOString() }))
    return foldSamples(samples, shown)
  },
})
