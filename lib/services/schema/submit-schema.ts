import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { getSchema, SchemaAnswerLost, updateSchema } from '../../graph/schema'
import { may } from '../../model/connection/states'
import { needingReingestion } from '../../model/schema/diff'
import { toGraphSchema } from '../../model/schema/json'
import { registeredSchema } from '../../model/schema/registered'
import { checkSchema } from '../../model/schema/rules'
import type { SchemaProblem } from '../../model/schema/rules/problem'
import { ConnectorSchema } from '../../model/schema/schema'
import { needNotDeleting } from '../../operations/deletions'
import { adoptOperation, dropOperation, watchOperation } from '../../operations/operations'
import { saveDraft } from '../../operations/schema-drafts'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/**
 * Hands a schema to Graph and answers the id to follow it by, which is stored and watched before. The draft is kept
 * first, so that a refusal, now or in a quarter of an hour, loses nothing.
 */
export const submitSchema = command({
  name: 'submitSchema',
  permission: 'schema.submit',
  input: z.object({ connectionId: ConnectionId, schema: ConnectorSchema }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, queue, configuration, log, before, after }, { connectionId, schema }) {
    const startedBy = actor.username
    await needNotDeleting(db, connectionId)
    await saveDraft(db, { connectionId, schema, savedBy: startedBy, over: 'any' })
    const [connection, answered] = await Promise.all([
      getConnection(configuration, connectionId),
      getSchema(configuration, connectionId),
    ])
    const registered = registeredSchema(connection, answered)
    before(registered)
    const permission = may(registered ? 'updateSchema' : 'createSchema', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    const { contentCategory } = connection
    needNoErrors(checkSchema(schema, { contentCategory, registered }))
    // Stored before Graph is called, so that the operation is followed even if the answer or this process is lost.
    const first = registered === null
    const reingest = registered ? needingReingestion(registered, schema) : []
    const operationId = await watchOperation(
      { queue },
      { connectionId, graphOperationId: null, first, reingest, startedBy },
    )
    try {
      const graphOperationId = await updateSchema(
        configuration,
        connectionId,
        toGraphSchema(schema, registered),
      )
      await adoptOperation(db, operationId, graphOperationId)
    } catch (error) {
      if (!(error instanceof SchemaAnswerLost)) {
        await dropOperation(db, operationId)
        throw error
      }
      log.warn({ err: error, connectionId, operationId }, 'the answer to a schema was lost')
    }
    after(schema)
    return { operationId }
  },
})

function needNoErrors(problems: readonly SchemaProblem[]) {
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error')
  if (!first) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new AppError('invalid', `Graph would refuse this schema. ${first.message}${more}`)
}
