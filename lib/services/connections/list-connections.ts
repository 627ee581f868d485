import { z } from 'zod'
import { can } from '../../access/can'
import type { ConnectionRow } from '../../model/connection/list'
import { toRow } from '../../model/connection/row'
import { query } from '../command'
import type { Reading } from '../last-known'
import { connectionFacts } from './connection-facts'
import { listConnections as listFromGraph, readConnections } from './look-up'

export interface ListedConnections extends Omit<Reading<unknown>, 'value'> {
  rows: ConnectionRow[]
}

/** The connections of the tenant that the actor may see, each with what the console knows of it. */
export const listConnections = query({
  name: 'listConnections',
  permission: 'connections.read',
  input: z.object({}),
  on: 'anywhere',
  async run({ actor, db, configuration }): Promise<ListedConnections> {
    const [{ value, asOf, problem }, facts] = await Promise.all([
      readConnections({ db, configuration }),
      connectionFacts(db),
    ])
    const rows = value
      .filter(({ id }) => can(actor, 'connections.read', { connectionId: id }))
      .map((connection) => toRow(connection, facts.get(connection.id)))
    return { rows, asOf, problem }
  },
})

/** The ids and names that are taken in the tenant, so that a new connection gets others. */
export const listTakenNames = query({
  name: 'listTakenNames',
  permission: 'connections.create',
  input: z.object({}),
  on: 'tenant',
  async run({ db, configuration }) {
    return (await listFromGraph({ db, configuration })).map(({ id, name }) => ({ id, name }))
  },
})
