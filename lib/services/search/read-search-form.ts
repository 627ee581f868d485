import { z } from 'zod'
import { can } from '../../access/can'
import { contentKind } from '../../model/connection/connection'
import type { ConnectorSchema } from '../../model/schema/schema'
import { query } from '../command'
import { readConnections, readSchemaOf } from '../connections/look-up'

/** The connections that can be searched, and the schema of the chosen one for its hints. */
export const readSearchForm = query({
  name: 'readSearchForm',
  permission: 'connections.read',
  input: z.object({ connection: z.string().max(128).optional() }),
  on: 'anywhere',
  async run(context, { connection }) {
    const { actor, db, configuration } = context
    const seen = ({ id }: { id: string }) => can(actor, 'connections.read', { connectionId: id })
    const { value, asOf } = await readConnections({ db, configuration })
    const named = (kinds: readonly string[]) =>
      value
        .filter((one) => seen(one) && kinds.includes(contentKind(one)))
        .map(({ id, name }) => ({ id, name }))
    const connections = named(['content'])
    const chosen = connections.find(({ id }) => id === connection)
    const schema: ConnectorSchema | null = chosen ? (await readSchemaOf(context, chosen.id)).value : null
    // Those that search never finds are asked about, too.
    const all = named(['content', 'people'])
    return { connections, all, schema, asOf }
  },
})
