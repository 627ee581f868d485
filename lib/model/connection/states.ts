import type { ConnectionState } from './connection'

export type Permission = { allowed: true } | { allowed: false; reason: string }

const draft = 'The connection is still a draft: register a schema first.'
const obsolete =
  'The connection is obsolete, because Microsoft retired something it builds on: create a new connection and delete this one.'
const full = 'The connection has used up its item quota: delete items or get more quota first.'
const permanent = 'A schema cannot be deleted. Delete the connection and create it again.'
const registered = 'A schema is registered already: change it by an update.'
const unknown =
  'Graph reports a state this console does not know. Reload the page, or look at the admin center.'

/**
 * Why an action is refused in a state; what is not listed is allowed (docs/graph-contract.md#state-matrix).
 */
const refusals = {
  createConnection: {
    draft: 'A draft with this id exists already: finish it, or choose another id.',
    obsolete: 'An obsolete connection with this id exists: delete it first, or choose another id.',
  },
  readConnection: {},
  updateConnection: { obsolete },
  deleteConnection: {},
  createSchema: { ready: registered, obsolete, limitExceeded: registered },
  readSchema: { draft: 'The connection is still a draft: no schema is registered yet.' },
  updateSchema: { draft, obsolete, limitExceeded: full },
  deleteSchema: { draft: permanent, ready: permanent, obsolete: permanent, limitExceeded: permanent },
  createItem: { draft, obsolete, limitExceeded: full },
  readItem: { draft },
  updateItem: { draft, obsolete },
  deleteItem: { draft, obsolete },
} satisfies Record<string, Partial<Record<ConnectionState, string>>>

export type ConnectionAction = keyof typeof refusals
export const connectionActions = Object.keys(refusals) as ConnectionAction[]

const reads: ReadonlySet<ConnectionAction> = new Set(['readConnection', 'readSchema', 'readItem'])

/** Whether a connection in this state allows the action, else the reason in words for the admin. */
export function may(action: ConnectionAction, state: ConnectionState): Permission {
  const table: Partial<Record<ConnectionState, string>> = refusals[action]
  const reason = state === 'unknownFutureValue' && !reads.has(action) ? unknown : table[state]
  return reason === undefined ? { allowed: true } : { allowed: false, reason }
}
