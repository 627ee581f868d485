import { z } from 'zod'
import { batchSize, readBatch } from './batch'
import { type CallOptions, type Graph, literal, path } from './client'

export const User = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
})
export type User = z.infer<typeof User>

const select = '$select=id,userPrincipalName,displayName'

/** A UPN that starts with `$` would read as a system segment (docs/graph-contract.md#user-dollar). */
const userPath = (idOrUpn: string) =>
  idOrUpn.startsWith('$')
    ? `${path`/users('${literal(idOrUpn)}')`}?${select}`
    : `${path`/users/${idOrUpn}`}?${select}`

/** The users of these UPNs, keyed in lower case; null for those that the tenant does not have. */
export async function findUsers(graph: Graph, upns: Iterable<string>, options: CallOptions = {}) {
  const users = new Map<string, User | null>()
  const names = [...new Set([...upns].map((upn) => upn.trim().toLowerCase()))]
  // These texts cannot be put into a path, so no user has such a name.
  const askable = names.filter((name) => !['', '.', '..'].includes(name))
  for (const name of names) users.set(name, null)
  for (let at = 0; at < askable.length; at += batchSize) {
    const some = askable.slice(at, at + batchSize)
    const answers = await readBatch(graph, some.map(userPath), isUserOrNone, options)
    for (const [index, { status, body }] of answers.entries())
      users.set(some[index] ?? '', status === 200 ? User.parse(body) : null)
  }
  return users
}

const Person = User.extend({ userType: z.string().nullish() })

/**
 * One user with whether they are a guest, which an app with `User.ReadBasic.All` alone may not learn; null when the tenant
 * has none.
 */
export async function findPerson(graph: Graph, idOrUpn: string, options: CallOptions = {}) {
  const [answer] = await readBatch(graph, [`${userPath(idOrUpn)},userType`], isUserOrNone, options)
  return answer?.status === 200 ? Person.parse(answer.body) : null
}

/** 400 is Graph's answer to a text that cannot be a user's name. */
const isUserOrNone = (status: number) => status === 200 || status === 404 || status === 400
