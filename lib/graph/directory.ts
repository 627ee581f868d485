import { z } from 'zod'
import { batchSize, readBatch } from './batch'
import { type CallOptions, type Graph, path } from './client'
import { listAll } from './collection'

export const DirectoryGroup = z.looseObject({ id: z.string(), displayName: z.string().nullish() })
export type DirectoryGroup = z.infer<typeof DirectoryGroup>

/**
 * The groups of these object ids; null for those that the tenant does not have. An id that the app may not read is left
 * out.
 */
export async function findDirectoryGroups(graph: Graph, ids: readonly string[], options: CallOptions = {}) {
  const groups = new Map<string, DirectoryGroup | null>()
  for (let at = 0; at < ids.length; at += batchSize) {
    const some = ids.slice(at, at + batchSize)
    const paths = some.map((id) => `${path`/groups/${id}`}?$select=id,displayName`)
    const answers = await readBatch(graph, paths, (status) => [200, 403, 404].includes(status), options)
    for (const [index, { status, body }] of answers.entries())
      if (status !== 403) groups.set(some[index] ?? '', status === 200 ? DirectoryGroup.parse(body) : null)
  }
  return groups
}

const Member = z.looseObject({
  '@odata.type': z.string(),
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
})

/** Groups of the directory that hold a user, through other groups too (docs/graph-contract.md#member-of). */
export async function transitiveGroupsOf(
  graph: Graph,
  userId: string,
  options?: CallOptions,
): Promise<DirectoryGroup[]> {
  const address = `${path`/users/${userId}/transitiveMemberOf`}?$top=999`
  const objects = await listAll(graph, address, Member, options)
  return objects.filter((one) => one['@odata.type'].endsWith('.group'))
}

/** The people in a group of the directory, through other groups too (docs/graph-contract.md#directory-group-members). */
export async function peopleIn(graph: Graph, groupId: string, options?: CallOptions) {
  const address = `${path`/groups/${groupId}/transitiveMembers`}?$top=999`
  const objects = await listAll(graph, address, Member, options)
  return objects.filter((one) => one['@odata.type'].endsWith('.user'))
}
