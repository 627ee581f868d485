import { z } from 'zod'
import { Acl } from '../../model/items/item'
import { AppError } from '../../platform/errors'
import type { Context } from '../context'
import { findKnownItem } from '../items/known-item'
import { asHeld } from '../items/sides'

/** The access list of an item: as Graph holds it, for search goes by that; else as it was sent. */
export async function accessList(
  { db, ingestion }: Pick<Context, 'db' | 'ingestion'>,
  connectionId: string,
  itemId: string,
): Promise<{ acl: Acl[]; from: 'graph' | 'sent' }> {
  const [held, known] = await Promise.all([
    asHeld(ingestion, connectionId, itemId),
    findKnownItem(db, connectionId, itemId),
  ])
  const read = z.array(Acl).safeParse(held.item?.acl)
  if (read.success) return { acl: read.data, from: 'graph' }
  if (known?.row.acl) return { acl: known.row.acl, from: 'sent' }
  throw new AppError('not-found', held.problem?.message ?? 'The access list of this item is not known.')
}
