import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { replaceResolvers } from '../../graph/resolvers'
import { may } from '../../model/connection/states'
import { basesOf } from '../../model/resolvers/bases'
import { maxResolvers } from '../../model/resolvers/limits'
import type { Resolver } from '../../model/resolvers/resolver'
import { resolversOf } from '../../model/resolvers/resolver-list'
import { ResolverSet } from '../../model/resolvers/resolver-set'
import { TestCases } from '../../model/resolvers/test-case'
import { toList } from '../../model/resolvers/to-list'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropResolverDraft } from './drafts'

/**
 * Sends the complete list, computed from the draft, if Graph still has the list that the draft began with. Patterns
 * are compiled here and never run: what runs them is a worker in the browser, which can be killed.
 */
export const submitResolvers = command({
  name: 'submitResolvers',
  permission: 'resolvers.submit',
  input: z.object({
    connectionId: ConnectionId,
    set: ResolverSet,
    /** Test cases that fail and that the admin overruled; only written down. */
    overruled: TestCases,
    /** The version of the draft that this is: it is deleted once Graph has it, unless somebody saved another one. */
    version: z.iso.datetime().nullable(),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration, before, after }, { connectionId, set, overruled, version }) {
    await needNotDeleting(db, connectionId)
    needComplete(set)
    const { state } = await getConnection(configuration, connectionId)
    const permission = may('updateConnection', state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    before(set.base)
    const list = await replaceResolvers(configuration, connectionId, { seen: set.base, wanted: toList(set) })
    after({ list, overruled })
    await dropResolverDraft(db, connectionId, version)
    return { list }
  },
})

function needComplete(set: ResolverSet) {
  if (set.entries.length > maxResolvers)
    throw invalid(
      `A connection has at most ${maxResolvers} resolvers. Remove ${set.entries.length - maxResolvers}.`,
    )
  for (const [at, resolver] of resolversOf(set.entries).entries()) {
    const problem = problemOf(resolver)
    if (problem) throw invalid(`Resolver ${at + 1}: ${problem}`)
  }
}

function problemOf(resolver: Resolver): string | null {
  const bases = basesOf(resolver)
  if (bases.length === 0) return 'enter a base URL.'
  const base = bases.find((one) => !URL.canParse(one) || new URL(one).protocol !== 'https:')
  if (base !== undefined) return `${base} is no absolute https address.`
  if (resolver.urlPattern === '') return 'enter a pattern.'
  if (resolver.itemId === '') return 'enter an item id.'
  try {
    new RegExp(resolver.urlPattern)
    return null
  } catch {
    return 'its pattern does not compile.'
  }
}

const invalid = (message: string) => new AppError('invalid', message, { field: 'set' })
