import { type ConnectionState, contentKind, type ExternalConnection } from './connection'
import type { ConnectionFacts, ConnectionRow, ShownState } from './list'
import { needsOf } from './needs'

export const noFacts: ConnectionFacts = {
  items: 0,
  sync: null,
  outcome: null,
  operations: {},
  source: null,
  debts: [],
}

export function toRow(connection: ExternalConnection, facts: ConnectionFacts = noFacts): ConnectionRow {
  const { id, name } = connection
  const state = shownState(connection.state, facts)
  const attention = needsOf({ ...facts, id, state })[0]?.cause ?? null
  return { ...facts, id, name, kind: contentKind(connection), state, attention }
}

export function shownState(state: ConnectionState, { operations }: ConnectionFacts): ShownState {
  if (operations.delete?.status === 'inprogress') return 'deleting'
  if (operations.delete?.status === 'failed') return 'deletionFailed'
  if (operations.schema?.status === 'inprogress') return 'provisioning'
  if (operations.schema?.status === 'failed' && state === 'draft') return 'schemaFailed'
  return state === 'unknownFutureValue' ? 'unknown' : state
}
