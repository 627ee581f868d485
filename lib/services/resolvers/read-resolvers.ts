import { z } from 'zod'
import { getResolvers } from '../../graph/resolvers'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
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

/** A page of the links of the items. */
export const listItemLinks = query({
  name: 'listItemLinks',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, after: z.string().max(512).optional() }),
  on: ({ connectionId }) => connectionId,
  run: ({ db }, { connectionId, after }) => pageOfLinks(db, connectionId, after ?? null),
})
