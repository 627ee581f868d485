import { z } from 'zod'
import { can } from '../../access/can'
import { getConnection } from '../../graph/connections'
import { may } from '../../model/connection/states'
import { checkGroupFields } from '../../model/groups/check-group-fields'
import { noMapping } from '../../model/mapping/no-mapping'
import { AppError } from '../../platform/errors'
import { getGroupSource } from '../../sources/group-source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { beginRun } from '../sync/begin-run'
import { needsPlan } from '../sync/needs-plan'

/**
 * Starts a run that brings external groups and their members to what their source says. The first one, and one after a
 * change of source or fields, shows what it would do first.
 */
export const startGroupsRun = command({
  name: 'startGroupsRun',
  changes: 'asked',
  permission: 'sync.run',
  input: z.object({
    connectionId: ConnectionId,
    plan: z.enum(['when-new', 'always', 'never']).default('when-new'),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, plan }) {
    const { actor, db, configuration, before, after } = context
    before(null)
    const source = await getGroupSource(db, connectionId)
    if (!source)
      throw new AppError('invalid', 'Choose where the members come from first, and save it.', {
        field: 'file',
      })
    const { settings, fields, groupFields, abortRules, ...read } = source
    const { sourceKind, sourceName, sourceConfig, totalRows } = read
    const problem = checkGroupFields(groupFields, fields)
    if (problem) throw new AppError('invalid', problem.message, { field: problem.field })
    const connection = await getConnection(configuration, connectionId)
    const permission = may('updateConnection', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    const basis = `groups ${settings.kind} ${JSON.stringify(groupFields)}`
    const isNew = await needsPlan(db, connection.id, basis, 'groups')
    if (plan === 'never' && isNew && !can(actor, 'sync.configure', { connectionId: connection.id }))
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
    return { syncId: await beginRun(context, connection, run, (_, syncId) => after({ syncId })) }
  },
})
