import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { seenConnection } from '../../db/connections'
import { listDebts } from '../../db/debts'
import { syncs } from '../../db/schema'
import { isRegistered } from '../../graph/profile-sources'
import { contentKind } from '../../model/connection/connection'
import { unregisteredWarning } from '../../model/debts/debt'
import { checkMapping } from '../../model/mapping/suggest'
import type { SyncCounts } from '../../model/sync/sync'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { needSavedMapping } from '../../sources/saved-mapping'
import { snapshotOf } from '../../sources/snapshot'
import { getSource, saveSource } from '../../sources/source'
import { ready } from '../../sync/ready'
import { command } from '../command'
import type { Context } from '../context'
import { SourceInput } from './save-mapping'

const none: SyncCounts = { read: 0, sent: 0, unchanged: 0, failed: 0 }

/**
 * Starts a run of the connection's source and answers the id to follow. A file and a mapping that come along
 * become the saved ones first.
 */
export const startSync = command({
  name: 'startSync',
  permission: 'sync.run',
  input: SourceInput.partial({ uploadId: true, mapping: true }).extend({
    /** Whether to send people data that Graph drops, because its connection is not a profile source. */
    evenUnregistered: z.boolean().default(false),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, uploadId, mapping, evenUnregistered }) {
    const { actor, db, before, after } = context
    before({ mapping: (await getSource(db, connectionId))?.mapping ?? null })
    if (uploadId && mapping) {
      if (!can(actor, 'sync.configure', { connectionId })) await needSavedMapping(db, connectionId, mapping)
      await saveSource(db, { connectionId, uploadId, mapping, savedBy: actor.username })
    }
    const syncId = await startRun(context, connectionId, evenUnregistered)
    after({ syncId, mapping: (await getSource(db, connectionId))?.mapping })
    return { syncId }
  },
})

type Deps = Pick<Context, 'actor' | 'db' | 'queue' | 'configuration'>

/** Begins a run of the connection's saved source. */
async function startRun(deps: Deps, connectionId: string, evenUnregistered: boolean): Promise<string> {
  const { actor, db, queue, configuration } = deps
  const source = await getSource(db, connectionId)
  if (!source) throw new AppError('invalid', 'Upload a file and map its columns first.', { field: 'file' })
  const { upload, mapping } = source
  const { schema, connection } = await ready(configuration, connectionId)
  // Graph finds a connection without regard to case; its runs and its ledger are kept under one spelling.
  const { id } = connection
  const problem = checkMapping(mapping, upload.columns, schema, connection.contentCategory).find(
    ({ severity }) => severity === 'error',
  )
  if (problem) throw new AppError('invalid', problem.message, { field: problem.field })
  if (contentKind(connection) === 'people' && !evenUnregistered) await needRegistered(deps, id)

  return await queue.transaction(async (tx, add) => {
    // A deletion that starts at the same moment takes the same lock.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`deletion of ${id}`}))`)
    await needNotDeleting(tx, id)
    await seenConnection(tx, { id, kind: contentKind(connection) })
    const [run] = await tx
      .insert(syncs)
      .values({
        id: randomUUID(),
        connectionId: id,
        ...snapshotOf(source),
        mapping,
        abortRules: source.abortRules,
        status: 'queued',
        counts: none,
        checkpointCounts: none,
        startedBy: actor.username,
      })
      .onConflictDoNothing()
      .returning({ id: syncs.id })
    if (!run) throw new AppError('conflict', 'A sync of this connection is running already.')
    await add('sync', { syncId: run.id, connectionId: id }, { singletonKey: run.id })
    return run.id
  })
}

/** Asks once: nobody who owes people data already is asked again. */
async function needRegistered({ db, configuration }: Pick<Deps, 'db' | 'configuration'>, id: string) {
  if ((await isRegistered(configuration, id)) !== false) return
  const debts = (await listDebts(db, id)).get(id) ?? []
  if (debts.some(({ cause }) => cause === 'registration')) return
  throw new AppError('conflict', `${unregisteredWarning} Register it first, or start anyway.`, {
    field: 'evenUnregistered',
  })
}
