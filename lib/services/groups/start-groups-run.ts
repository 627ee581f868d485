import { z } from 'zod'
import { can, need } from '../../access/can'
import { getConnection } from '../../graph/connections'
import { may } from '../../model/connection/states'
import { checkGroupFields } from '../../model/groups/check-group-fields'
import { noMapping } from '../../model/mapping/no-mapping'
import { AppError } from '../../platform/errors'
import { getGroupSource, groupSourceOf, replaceGroupSource } from '../../sources/group-source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { beginRun } from '../sync/begin-run'
import { needsPlan } from '../sync/needs-plan'
import { GroupSourceInput, newGroupSource } from './new-group-source'

/**
 * Starts a run that brings external groups and their members to what their source says. The first one, and one after a
 * change of source or fields, shows what it would do first. A source that comes along becomes the saved one with it: when
 * the run is refused, nothing has changed.
 */
export const startGroupsRun = command({
  name: 'startGroupsRun',
  changes: 'asked',
  permission: 'sync.run',
  input: z.object({
    connectionId: ConnectionId,
    plan: z.enum(['when-new', 'always', 'never']).default('when-new'),
    change: GroupSourceInput.optional(),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId: asked, plan, change }) {
    const { actor, db, configuration, before, after } = context
    const connection = await getConnection(configuration, asked)
    const { id: connectionId } = connection
    const permission = may('updateConnection', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    const saved = await getGroupSource(db, connectionId)
    before(change && saved ? { ...saved.settings, fields: saved.groupFields } : null)
    if (change) need(actor, 'sync.configure', { connectionId })
    const changed = change && (await newGroupSource(context, connectionId, change, saved))
    const source = changed
      ? await groupSourceOf(db, { ...changed, abortRules: saved?.abortRules ?? null })
      : saved
    if (!source)
      throw new AppError('invalid', 'Choose where the members come from first, and save it.', {
        field: 'file',
      })
    const { settings, fields, groupFields, abortRules, sourceKind, sourceName, sourceConfig, totalRows } =
      source
    const problem = checkGroupFields(groupFields, fields)
    if (problem) throw new AppError('invalid', problem.message, { field: problem.field })
    const basis = `groups ${settings.kind} ${JSON.stringify(groupFields)}`
    const isNew = await needsPlan(db, connectionId, basis, 'groups')
    if (plan === 'never' && isNew && !can(actor, 'sync.configure', { connectionId }))
      throw new AppError(
        'forbidden',
        'The source of the groups has changed since the last run. Sending without a plan needs the role Admin.',
      )
    const run = {
      type: 'groups',
      sourceKind,
      sourceName,
      sourceConfig,
      totalRows,
      basis,
      groupFields,
      abortRules,
      mapping: noMapping,
      planFirst: plan === 'always' || (plan === 'when-new' && isNew),
    } as const
    const syncId = await beginRun(context, connection, run, async (tx, id) => {
      if (changed) await replaceGroupSource(tx, changed)
      after({ syncId: id, ...(change && { ...change.source, fields: groupFields }) })
    })
    return { syncId }
  },
})
