import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { compareItem } from '../../model/items/compare'
import type { ItemView, Side } from '../../model/items/item-view'
import { putText } from '../../model/items/put-text'
import { AppError } from '../../platform/errors'
import { hashItem } from '../../sync/ledger'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'
import { findKnownItem } from './known-item'
import { maskedItem } from './masked-item'
import { asHeld, asSent, fromSource } from './sides'

const gone = (reason: string): Side => ({ state: 'gone', reason })
const there = (at: Date, name: string): Side => ({ state: 'there', at: at.toISOString(), name })

/**
 * One item as its source has it, as it was sent and as Graph holds it. Values of people data are for those who may read
 * contents; others learn which parts differ. Throws `not-found` for an item that nobody has.
 */
export const readItem = query({
  name: 'readItem',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId }): Promise<ItemView> {
    const { actor, db, clock, ingestion, settings } = context
    const [kind, { value: schema }, known] = await Promise.all([
      kindOf(db, connectionId),
      readSchemaOf(context, connectionId),
      findKnownItem(db, connectionId, itemId),
    ])
    const people = kind !== 'content'
    const masked = people && !can(actor, 'items.readContents', { connectionId })
    const contentCategory = kind === 'people' ? ('people' as const) : null
    const making = schema && { connectionId, schema, contentCategory, tenantId: settings.tenantId }
    const [source, held] = await Promise.all([
      making && fromSource(context, making, itemId),
      asHeld(ingestion, connectionId, itemId),
    ])
    if (!known && !source && !held.item && !held.problem)
      throw new AppError('not-found', 'Neither the console nor Graph has an item of this id.')
    // What the source has now is what was sent more often than not.
    const same = known && source?.item && hashItem(source.item) === known.hash ? source.item : null
    const sent = same ?? (known && making ? await asSent(context, making, known, source) : null)
    const parts = compareItem(
      { source: source?.item ?? null, sent, held: held.item },
      schema?.properties.map(({ name }) => name) ?? [],
    )
    const byHand = known?.row.byHand === true
    const row = known && (masked ? maskedItem(known.row) : known.row)
    return {
      itemId,
      row,
      source: source
        ? there(source.readAt, `row ${source.row} of ${source.sourceName}`)
        : gone(
            byHand
              ? 'Written by hand: it comes from no source.'
              : 'The source did not hold it when it was read last.',
          ),
      sent: known
        ? sent
          ? there(new Date(known.row.sentAt), 'by a run')
          : gone(byHand ? 'Only Graph keeps what was written.' : 'What was sent is not kept any more.')
        : gone('It was not sent from this console.'),
      held: held.item
        ? there(clock(), 'Graph')
        : gone(held.problem ? held.problem.message : 'Graph does not have it.'),
      problem: held.problem,
      refused: masked ? [] : (source?.problems ?? []),
      put: masked ? null : putText(connectionId, itemId, sent ?? source?.item ?? held.item),
      parts: masked ? parts.map(({ name, result }) => ({ name, result })) : parts,
      acl: known?.row.acl ?? null,
      masked,
      people,
    }
  },
  reveals: ({ people, masked }) => people && !masked,
})
