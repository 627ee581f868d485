import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { commands } from '../../db/schema'
import { writeJson } from '../../model/exact-json'
import type { ExternalItem } from '../../model/items/item'
import type { ItemChange } from '../../model/sync/command'
import { needNotDeleting } from '../../operations/deletions'
import { seal } from '../../platform/secret-box'
import { itemPurpose } from '../../sync/commands/item-purpose'
import type { Context } from '../context'

/** Has whoever holds the lease of the connection change an item at Graph. Answers the id to follow. */
export async function askForChange(
  { actor, queue, settings }: Pick<Context, 'actor' | 'queue' | 'settings'>,
  connectionId: string,
  change: ItemChange,
  body?: ExternalItem,
): Promise<{ commandId: string }> {
  const id = randomUUID()
  const item = body && seal(writeJson(body), itemPurpose(id), settings.secretKey)
  await queue.transaction(async (tx, add) => {
    // A deletion that starts at the same moment takes the same lock.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`deletion of ${connectionId}`}))`)
    await needNotDeleting(tx, connectionId)
    await tx.insert(commands).values({ id, connectionId, records: change, item, askedBy: actor.username })
    await add('command', { connectionId })
  })
  return { commandId: id }
}
