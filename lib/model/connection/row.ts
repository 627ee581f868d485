import { type ConnectionState, contentKind, type ExternalConnection } from './connection'
import type { ConnectionFacts, ConnectionRow, ShownState } from './list'

export const noFacts: ConnectionFacts = { items: 0, sync: null, operations: {}, hasSource: false }

export function toRow(connection: ExternalConnection, facts: ConnectionFacts = noFacts): ConnectionRow {
  const { id, name } = connection
  const state = shownState(connection.state, facts)
  return { ...facts, id, name, kind: contentKind(connection), state, attention: attention(state, facts) }
}

export function shownState(state: ConnectionState, { operations }: ConnectionFacts): ShownState {
  if (operations.delete?.status === 'inprogress') return 'deleting'
  if (operations.delete?.status === 'failed') return 'deletionFailed'
  if (operations.schema?.status === 'inprogress') return 'provisioning'
  if (operations.schema?.status === 'failed' && state === 'draft') return 'schemaFailed'
  return state === 'unknownFutureValue' ? 'unknown' : state
}

const alarming: Partial<Record<ShownState, string>> = {
  schemaFailed: 'The schema was not registered.',
  deletionFailed: 'The deletion stopped half-way.',
  limitExceeded: 'The item quota is used up.',
  obsolete: 'Microsoft retired something it builds on.',
  unknown: 'Graph reports a state this console does not know.',
}

function attention(state: ShownState, { sync }: ConnectionFacts) {
  if (alarming[state]) return alarming[state]
  if (sync?.status === 'failed') return 'The last sync failed.'
  const failed = sync?.counts.failed ?? 0
  if (failed > 0 && sync?.status === 'succeeded') {
    return `${failed.toLocaleString('en')} ${failed === 1 ? 'item' : 'items'} of the last sync failed.`
  }
  return null
}
