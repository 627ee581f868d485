import { z } from 'zod'
import type { FailingPage } from '../../model/debts/failing'
import { FailingFilter } from '../../model/debts/failing-filter'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { shownTo } from '../sync/people-data'
import { countFailing, failingRows } from './failing-rows'
import { maskedFailing } from './masked-failing'

/** The records of a connection that could not be sent, over all its runs, and how many are in each state. */
export const listFailing = query({
  name: 'listFailing',
  permission: 'connections.read',
  input: FailingFilter.extend({
    connectionId: ConnectionId,
    after: z.string().max(128).optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, limit, ...asked }): Promise<FailingPage> {
    const { db } = context
    const shown = await shownTo(context, connectionId)
    const masked = shown === 'masked'
    if (masked && asked.words)
      throw new AppError('forbidden', 'Only who may read the contents of people data can search in it.')
    // One more than asked for tells whether there is a next page.
    const rows = await failingRows(db, connectionId, { ...asked, limit: limit + 1 })
    const page = rows.slice(0, limit)
    return {
      records: masked ? page.map(maskedFailing) : page,
      counts: await countFailing(db, connectionId),
      next: rows.length > limit && !masked ? (page.at(-1)?.itemId ?? null) : null,
      masked,
      personal: shown === 'personal' && page.length > 0,
    }
  },
  reveals: ({ personal }) => personal,
})
