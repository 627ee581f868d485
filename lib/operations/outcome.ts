import type { Db } from '../db/open'
import type { Graph } from '../graph/client'
import { findConnection } from '../graph/connections'
import { type AskedOperation, getOperation, getSchema } from '../graph/schema'
import type { Problem } from '../model/problem'
import { diffSchema } from '../model/schema/diff'
import { AppError, asProblem } from '../platform/errors'
import { findDraft } from './schema-drafts'

export interface Outcome {
  status: 'inprogress' | 'completed' | 'failed'
  problem: Problem | null
}

interface Asked {
  connectionId: string
  /** Null when Graph's answer with the id has not come, or was lost. */
  graphOperationId: string | null
  first: boolean
}

interface Deps {
  db: Db
  configuration: Graph
}

/** No operation of Graph runs that long. One that has not ended by then counts as failed. */
export const givenUpMs = 24 * 3600_000

const running: Outcome = { status: 'inprogress', problem: null }
const done: Outcome = { status: 'completed', problem: null }
const failed = (problem: Problem): Outcome => ({ status: 'failed', problem })

/** How far the operation is. A failed request says nothing about the operation: it is shown until the next poll. */
export async function ask(deps: Deps, row: Asked, ageMs: number): Promise<Outcome> {
  const outcome = await look(deps, row, ageMs).catch((error: unknown): Outcome => {
    if (error instanceof AppError) return { status: 'inprogress', problem: asProblem(error) }
    throw error
  })
  if (outcome.status !== 'inprogress' || ageMs < givenUpMs) return outcome
  return failed(outcome.problem ?? neverEnded)
}

const neverEnded: Problem = {
  code: 'unavailable',
  message: 'Graph has not finished within a day. Submit the schema again.',
}

async function look(deps: Deps, row: Asked, ageMs: number): Promise<Outcome> {
  const { connectionId, graphOperationId } = row
  if (!graphOperationId) return await lookForSchema(deps, row, ageMs)
  try {
    const operation = await getOperation(deps.configuration, connectionId, graphOperationId)
    if (operation.status === 'completed') return done
    return operation.status === 'failed' ? failed(refusal(operation)) : running
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    return await lookAtState(deps.configuration, connectionId, ageMs)
  }
}

function refusal({ error, requestId }: AskedOperation): Problem {
  const said = error?.message ?? error?.code
  const message = said
    ? `Graph did not register the schema. Graph says: ${said}`
    : 'Graph did not register the schema.'
  return { code: 'invalid', message, graphRequestId: requestId }
}

const gone = failed({ code: 'not-found', message: 'The connection has been deleted meanwhile.' })

/**
 * Graph may have deleted an old operation (docs/graph-contract.md#operation-retention); then the connection's
 * state tells its outcome.
 */
async function lookAtState(configuration: Graph, connectionId: string, ageMs: number): Promise<Outcome> {
  const connection = await findConnection(configuration, connectionId)
  if (!connection) return gone
  if (ageMs < 120_000) return running
  if (connection.state !== 'draft') return done
  const message =
    'Graph no longer knows this operation, and the connection is still a draft. Submit the schema again.'
  return failed({ code: 'not-found', message })
}

/** How long the request itself may take, with all its retries. */
const underWayMs = 90_000
const usualMs = 15 * 60_000
/** When the schema is not there by then, Graph did not accept it: registering takes 5 to 15 minutes. */
const overdueMs = 45 * 60_000

const lost: Problem = {
  code: 'unavailable',
  message:
    'The line to Graph broke before it told where to follow the registration. The console looks at the connection itself instead.',
}

/** Graph tells an operation's id only once. When that answer was lost, the registered schema tells the outcome. */
async function lookForSchema(
  { db, configuration }: Deps,
  { connectionId, first }: Asked,
  ageMs: number,
): Promise<Outcome> {
  const connection = await findConnection(configuration, connectionId)
  if (!connection) return gone
  if (ageMs < underWayMs) return running
  const answered = await getSchema(configuration, connectionId)
  const draft = await findDraft(db, connectionId)
  const taken = answered && draft && diffSchema(answered, draft.schema).length === 0
  // A new one makes the connection ready; that of a ready one may show before it is in force.
  if (taken && connection.state === 'ready' && (first || ageMs > usualMs)) return done
  // Graph returns the schema of a draft connection as soon as it has accepted it
  // (docs/graph-contract.md#draft-schema).
  const refused = connection.state === 'draft' ? !answered : ageMs > overdueMs
  if (refused) {
    const message = 'The line to Graph broke, and Graph has not taken the schema. Submit it again.'
    return failed({ code: 'unavailable', message })
  }
  return { status: 'inprogress', problem: lost }
}
