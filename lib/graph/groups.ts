import { z } from 'zod'
import type { MemberType } from '../model/groups/group'
import { AppError } from '../platform/errors'
import { type CallOptions, type Graph, path } from './client'

export interface GroupBody {
  id: string
  displayName: string
  description: string
}

const StoredGroup = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
})
export type StoredGroup = z.infer<typeof StoredGroup>

/** Is not sent twice: that it exists then would say nothing of who has created it. */
export async function createGroup(
  graph: Graph,
  connectionId: string,
  group: GroupBody,
  options?: CallOptions,
) {
  await graph.call('post', path`/external/connections/${connectionId}/groups`, group, {
    ...options,
    retry: false,
  })
}

/** The group, or null when Graph has none. Its members are listed by no call (docs/graph-contract.md#group-members). */
export async function findGroup(
  graph: Graph,
  connectionId: string,
  groupId: string,
  options?: CallOptions,
): Promise<StoredGroup | null> {
  const address = path`/external/connections/${connectionId}/groups/${groupId}`
  try {
    return StoredGroup.parse((await graph.call('get', address, undefined, options)).body)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

export async function updateGroup(
  graph: Graph,
  connectionId: string,
  { id, ...names }: GroupBody,
  options?: CallOptions,
) {
  await graph.call('patch', path`/external/connections/${connectionId}/groups/${id}`, names, options)
}

/** A missing group counts as deleted. */
export async function deleteGroup(
  graph: Graph,
  connectionId: string,
  groupId: string,
  options?: CallOptions,
) {
  const address = path`/external/connections/${connectionId}/groups/${groupId}`
  await graph.call('delete', address, undefined, options).catch(unless('not-found'))
}

interface Membership {
  groupId: string
  memberId: string
  type: MemberType
}

/** Who is a member already stays one (docs/graph-contract.md#group-member-twice). */
export async function addMember(
  graph: Graph,
  connectionId: string,
  { groupId, memberId, type }: Membership,
  options?: CallOptions,
) {
  const address = path`/external/connections/${connectionId}/groups/${groupId}/members`
  await graph.call('post', address, { id: memberId, type }, options).catch(unless('conflict'))
}

/** Who is no member counts as removed. */
export async function removeMember(
  graph: Graph,
  connectionId: string,
  { groupId, memberId }: Membership,
  options?: CallOptions,
) {
  const address = path`/external/connections/${connectionId}/groups/${groupId}/members/${memberId}`
  await graph.call('delete', address, undefined, options).catch(unless('not-found'))
}

const unless = (code: AppError['code']) => (error: unknown) => {
  if (!(error instanceof AppError) || error.code !== code) throw error
}
