import { and, count, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { syncErrors, syncs } from '../../db/schema'
import { canonical } from '../../model/items/canonical'
import { isLive } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import { getSnapshot } from '../../snapshots/read-snapshot'
import { getSource, type Source } from '../../sources/source'
import { ready } from '../../sync/ready'
import { command } from '../command'
import { beginRun } from './begin-run'
import { needFitting } from './need-fitting'
import { connectionOfSync } from './views'

/** Of one that has been replaced since, the mapping may be for other columns. */
const isSameSource = ({ kind, config }: Source, run: typeof syncs.$inferSelect) =>
  kind === run.sourceKind && canonical(config) === canonical(run.sourceConfig)

/**
 * Sends rows again that failed in a run: all of them, those of one cause, or some. It reads what the source held then, and
 * uses the mapping as it is now, so that a fixed mapping can be tried on them.
 */
export const retryFailed = command({
  name: 'retryFailed',
  changes: 'asked',
  permission: 'sync.run',
  input: z.object({
    syncId: z.uuid(),
    code: z.string().max(200).optional(),
    rows: z.array(z.number().int().positive()).min(1).max(1_000).optional(),
  }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId, code, rows }) {
    const { db, blobs, configuration, before, after } = context
    const [run] = await db.select().from(syncs).where(eq(syncs.id, syncId))
    if (!run) throw new AppError('not-found', 'The console does not know this sync.')
    if (run.type === 'groups')
      throw new AppError('invalid', 'Start a new run of the groups: it tries again what failed.')
    if (isLive(run)) throw new AppError('conflict', 'This sync is not over yet. Retry its rows when it is.')
    const snapshot = run.snapshotId && (await getSnapshot({ db, blobs }, run.snapshotId))
    if (!snapshot)
      throw new AppError(
        'not-found',
        'What the source held then is not kept any more. Start a new run instead.',
      )
    const [found] = await db
      .select({ rows: count() })
      .from(syncErrors)
      .where(
        and(
          eq(syncErrors.syncId, syncId),
          code === undefined ? undefined : eq(syncErrors.code, code),
          rows === undefined ? undefined : inArray(syncErrors.row, rows),
        ),
      )
    if (!found?.rows) throw new AppError('invalid', 'None of these rows has failed in this run.')
    const source = await getSource(db, run.connectionId)
    if (source && !isSameSource(source, run)) needFitting(source.mapping, snapshot)
    const { connection } = await ready(configuration, run.connectionId)
    before({ syncId, rows: found.rows })
    const again = {
      type: 'retry',
      phase: 'push',
      retryOf: syncId,
      selection: { code, rows },
      sourceKind: run.sourceKind,
      sourceName: run.sourceName,
      sourceConfig: run.sourceConfig,
      snapshotId: snapshot.id,
      totalRows: found.rows,
      mapping: source?.mapping ?? run.mapping,
      abortRules: run.abortRules,
    } as const
    const retryId = await beginRun(context, connection, again, (_, id) => after({ syncId: id }))
    return { syncId: retryId }
  },
})
