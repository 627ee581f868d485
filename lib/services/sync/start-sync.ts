import { z } from 'zod'
import { can } from '../../access/can'
import { listDebts } from '../../db/debts'
import type { Db } from '../../db/open'
import { isRegistered } from '../../graph/profile-sources'
import { contentKind } from '../../model/connection/connection'
import { unregisteredWarning } from '../../model/debts/debt'
import { checkConstants } from '../../model/mapping/check-constants'
import { checkMapping } from '../../model/mapping/suggest'
import { tellsChanges } from '../../model/sync/tells-changes'
import { AppError } from '../../platform/errors'
import { keepSource, wouldBe } from '../../sources/keep-source'
import { needSavedMapping } from '../../sources/saved-mapping'
import { snapshotOf } from '../../sources/snapshot'
import { getSource, type Source } from '../../sources/source'
import { ready } from '../../sync/ready'
import { command } from '../command'
import type { Context } from '../context'
import { beginRun } from './begin-run'
import { needEvaluable } from './need-evaluable'
import { basisOf, needsPlan } from './needs-plan'
import { SourceInput } from './save-mapping'

/** When a run shows what it would do and waits for an approval: at first, after a change of mapping or schema, or always. */
const PlanWhen = z.enum(['when-new', 'always', 'never'])

/**
 * Starts a run of the connection's source and answers the id to follow. A file and a mapping that come along become the
 * saved ones with it: when the run is refused, nothing has changed.
 */
export const startSync = command({
  name: 'startSync',
  changes: 'asked',
  permission: 'sync.run',
  input: SourceInput.partial({ uploadId: true, mapping: true }).extend({
    /** Whether to send people data that Graph drops, because its connection is not a profile source. */
    evenUnregistered: z.boolean().default(false),
    plan: PlanWhen.default('when-new'),
    /** Everything, or only what the source says has changed since the last run. */
    type: z.enum(['full', 'incremental']).default('full'),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, uploadId, mapping, ...how }) {
    const { actor, db, before, after } = context
    const saved = await getSource(db, connectionId)
    before({ mapping: saved?.mapping ?? null })
    if (mapping) {
      if (!can(actor, 'sync.configure', { connectionId })) await needSavedMapping(db, connectionId, mapping)
      await needEvaluable(mapping)
    }
    const given = mapping && { connectionId, uploadId, mapping, savedBy: actor.username }
    const source = given ? await wouldBe(db, saved, given) : saved
    if (!source)
      throw new AppError('invalid', 'Upload a file, or choose another source, and map it first.', {
        field: 'file',
      })
    const begun = async (tx: Db, syncId: string) => {
      if (given) await keepSource(tx, given)
      after({ syncId, mapping: source.mapping })
    }
    return { syncId: await startRun(context, connectionId, source, how, begun) }
  },
})

type Deps = Pick<Context, 'actor' | 'blobs' | 'db' | 'queue' | 'configuration' | 'settings' | 'requestId'>

interface How {
  plan: z.infer<typeof PlanWhen>
  type: 'full' | 'incremental'
  evenUnregistered: boolean
}

/** Begins a run of a source. */
async function startRun(
  deps: Deps,
  connectionId: string,
  source: Source,
  how: How,
  begun: (tx: Db, syncId: string) => Promise<void>,
): Promise<string> {
  const { plan, evenUnregistered } = how
  const { actor, db, configuration, settings } = deps
  const { fields, mapping } = source
  if (how.type === 'incremental' && !tellsChanges(source))
    throw new AppError('invalid', 'This source cannot tell what has changed. Start a full run.')
  const isRemote = source.kind === 'remote'
  const { schema, connection } = await ready(configuration, connectionId)
  const { id } = connection
  // A remote connector maps its records itself.
  const problem = isRemote
    ? undefined
    : [
        ...checkMapping(mapping, fields, schema, connection.contentCategory),
        ...checkConstants(mapping, schema),
      ].find(({ severity }) => severity === 'error')
  if (problem) throw new AppError('invalid', problem.message, { field: problem.field })
  if (contentKind(connection) === 'people' && !evenUnregistered) await needRegistered(deps, id)

  const mapped = { mapping, schema, contentCategory: connection.contentCategory, tenantId: settings.tenantId }
  const basis = basisOf(source.kind, mapped)
  const isNew = !isRemote && (await needsPlan(db, id, basis))
  if (isRemote && plan === 'always')
    throw new AppError('invalid', 'A connector elsewhere shows no plan. Start it without one.')
  if (plan === 'never' && isNew && !can(actor, 'sync.configure', { connectionId: id }))
    throw new AppError(
      'forbidden',
      'Source, mapping or schema have changed since the last run. Sending without a plan needs the role Admin.',
    )
  const run = {
    ...snapshotOf(source),
    ...(await typeOf(deps, id, how, isNew, source.watermark)),
    basis,
    planFirst: plan === 'always' || (plan === 'when-new' && isNew),
    mapping,
    abortRules: source.abortRules,
  }
  return await beginRun(deps, connection, run, begun)
}

/**
 * What is read: the first run reads everything, and so does one after a change of mapping or schema, or while items are
 * owed that the source would not name.
 */
async function typeOf(
  { db }: Pick<Deps, 'db'>,
  id: string,
  { type }: How,
  isNew: boolean,
  since: string | null,
) {
  const isPart = type === 'incremental' && since !== null && !isNew && !(await listDebts(db, id)).has(id)
  return isPart ? { type: 'incremental' as const, since } : { type: 'full' as const }
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
