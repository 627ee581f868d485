import { getConnection } from '../../graph/connections'
import { getSchema, SchemaAnswerLost, updateSchema } from '../../graph/schema'
import type { ExternalConnection } from '../../model/connection/connection'
import { may } from '../../model/connection/states'
import { toGraphSchema } from '../../model/schema/json'
import { checkSchema } from '../../model/schema/rules'
import type { SchemaProblem } from '../../model/schema/rules/problem'
import type { ConnectorSchema } from '../../model/schema/schema'
import { needNotDeleting } from '../../operations/deletions'
import { adoptOperation, dropOperation, type WatchDeps, watchOperation } from '../../operations/operations'
import { saveDraft } from '../../operations/schema-drafts'
import { AppError } from '../../platform/errors'
import { log } from '../../platform/log'

/**
 * The registered schema. For a draft connection Graph returns a schema that is still being registered
 * (docs/graph-contract.md#draft-schema), which does not count.
 */
export const registeredSchema = ({ state }: ExternalConnection, answered: ConnectorSchema | null) =>
  state === 'draft' ? null : answered

export interface Submission {
  connectionId: string
  schema: ConnectorSchema
  startedBy: string
}

/**
 * Hands a schema to Graph and returns the id to follow it by. The draft is kept first, so that a refusal, now
 * or in a quarter of an hour, loses nothing.
 */
export async function submitSchema({ opened, graph }: WatchDeps, submission: Submission) {
  const { connectionId, schema, startedBy } = submission
  await needNotDeleting(opened.db, connectionId)
  await saveDraft(opened.db, { connectionId, schema, savedBy: startedBy, over: 'any' })
  const [connection, answered] = await Promise.all([
    getConnection(graph, connectionId),
    getSchema(graph, connectionId),
  ])
  const registered = registeredSchema(connection, answered)
  const permission = may(registered ? 'updateSchema' : 'createSchema', connection.state)
  if (!permission.allowed) throw new AppError('conflict', permission.reason)
  const { contentCategory } = connection
  needNoErrors(checkSchema(schema, { contentCategory, registered }))
  // Stored before Graph is called, so that the operation is followed even if the answer or this process is lost.
  const first = registered === null
  const operationId = await watchOperation(opened, { connectionId, graphOperationId: null, first, startedBy })
  try {
    const graphOperationId = await updateSchema(graph, connectionId, toGraphSchema(schema, registered))
    await adoptOperation(opened.db, operationId, graphOperationId)
  } catch (error) {
    if (!(error instanceof SchemaAnswerLost)) {
      await dropOperation(opened.db, operationId)
      throw error
    }
    log().warn({ err: error, connectionId, operationId }, 'the answer to a schema was lost')
  }
  return { operationId }
}

function needNoErrors(problems: readonly SchemaProblem[]) {
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error')
  if (!first) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new AppError('invalid', `Graph would refuse this schema. ${first.message}${more}`)
}
