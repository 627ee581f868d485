import { z } from 'zod'
import type { Graph } from './client'
import { User } from './users'

const Answer = z.looseObject({ value: z.array(User) })
const most = 8

/** The first users whose name or account has these words (docs/graph-contract.md#directory-search). */
export async function findPeople(graph: Graph, words: string): Promise<User[]> {
  const text = words.replaceAll(/["\\]/g, ' ').trim()
  if (text === '') return []
  const search = ['displayName', 'userPrincipalName'].map((name) => `"${name}:${text}"`).join(' OR ')
  const query = new URLSearchParams({
    $search: search,
    $select: 'id,userPrincipalName,displayName',
    $top: String(most),
  })
  const headers = { ConsistencyLevel: 'eventual' }
  const { body } = await graph.call('get', `/users?${query}`, undefined, { headers })
  return Answer.parse(body).value
}
