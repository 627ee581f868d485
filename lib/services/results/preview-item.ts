import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { getItem } from '../../graph/items'
import { getSchema } from '../../graph/schema'
import { ItemId } from '../../model/items/item-id'
import { retrievable } from '../../model/results/sample-item'
import { emptySchema } from '../../model/schema/schema'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { needContent } from './need-content'

/**
 * What search would answer of an item, to preview a card with: nothing of its content, and nothing of people. An
 * item may not be everybody's to read, so it is a command, and the audit log has who looked.
 */
export const previewItem = command({
  name: 'previewItem',
  permission: 'results.preview',
  input: z.object({ connectionId: ConnectionId, itemId: ItemId }),
  on: ({ connectionId }) => connectionId,
  changes: 'nothing',
  async run({ configuration, ingestion }, { connectionId, itemId }) {
    const [connection, schema] = await Promise.all([
      getConnection(configuration, connectionId),
      getSchema(configuration, connectionId),
    ])
    needContent(connection)
    const item = await getItem(ingestion, connectionId, itemId, { waitMs: 10_000 })
    return { itemId, properties: retrievable(item.properties ?? {}, schema ?? emptySchema) }
  },
})
