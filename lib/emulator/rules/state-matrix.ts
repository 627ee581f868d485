import type { ConnectionState } from './enums'

type Action =
  | 'updateConnection'
  | 'createSchema'
  | 'updateSchema'
  | 'createItem'
  | 'updateItem'
  | 'deleteItem'
  | 'writeGroup'

// The published matrix (docs/graph-contract.md#state-matrix), without the rows that never refuse. Groups are
// not in it: policy.
const matrix: Record<Action, readonly ConnectionState[]> = {
  updateConnection: ['draft', 'ready', 'limitExceeded'],
  createSchema: ['draft'],
  updateSchema: ['ready'],
  createItem: ['ready'],
  updateItem: ['ready', 'limitExceeded'],
  deleteItem: ['ready', 'limitExceeded'],
  writeGroup: ['draft', 'ready', 'limitExceeded'],
}

export const mayIn = (state: ConnectionState, action: Action): boolean => matrix[action].includes(state)

export type { Action }
