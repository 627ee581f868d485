import { z } from 'zod'
import { can } from '../../access/can'
import { toRow } from '../../model/connection/row'
import { query } from '../command'
import { connectionFacts } from './connection-facts'
import * as lookUp from './look-up'

/** The connections of the tenant that the actor may see, each with what the console knows of it. */
export const listConnections = query({
  name: 'listConnections',
  permission: 'connections.read',
  input: z.object({}),
  on: 'anywhere',
  async run({ actor, db, configuration }) {
    const [connections, facts] = await Promise.all([
      lookUp.listConnections({ db, configuration }),
      connectionFacts(db),
    ])
    return connections
      .filter(({ id }) => can(actor, 'connections.read', { connectionId: id }))
      .map((connection) => toRow(connection, facts.get(connection.id)))
  },
})

/** The ids and names that are taken in the tenant, so that a new connection gets others. */
export const listTakenNames = query({
  name: 'listTakenNames',
  permission: 'connections.create',
  input: z.object({}),
  on: 'tenant',
  async run({ db, configuration }) {
    return (await lookUp.listConnections({ db, configuration })).map(({ id, name }) => ({ id, name }))
  },
})
