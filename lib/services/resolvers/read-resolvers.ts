import { z } from 'zod'
import { getResolvers } from '../../graph/resolvers'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { shownTo } from '../sync/people-data'
import { findResolverDraft } from './drafts'
import { countItemLinks, listItemLinks as pageOfLinks } from './item-links'
import { listTestCases } from './test-cases'

const input = z.object({ connectionId: ConnectionId })

/** What the console knows of the resolvers besides the list: the connection, as Graph answers it, has that. */
export const readResolvers = query({
  name: 'readResolvers',
  permission: 'connections.read',
  input,
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId }) {
    const [draft, tests, counts] = await Promise.all([
      findResolverDraft(db, connectionId),
      listTestCases(db, connectionId),
      countItemLinks(db, connectionId),
    ])
    return { draft, tests, ...counts }
  },
})

/** The list as Graph has it now. */
export const getResolverList = query({
  name: 'getResolverList',
  permission: 'connections.read',
  input,
  on: ({ connectionId }) => connectionId,
  run: async ({ configuration }, { connectionId }) => ({
    list: await getResolvers(configuration, connectionId),
  }),
})

/** A page of the links of the items. Of people data they are for those who may read contents. */
export const listItemLinks = query({
  name: 'listItemLinks',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, after: z.string().max(512).optional() }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, after }) {
    const shown = await shownTo(context, connectionId)
    if (shown === 'masked')
      throw new AppError('forbidden', 'Only who may read the contents of people data can see its links.')
    const page = await pageOfLinks(context.db, connectionId, after ?? null)
    return { ...page, personal: shown === 'personal' && page.links.length > 0 }
  },
  reveals: ({ personal }) => personal,
})
