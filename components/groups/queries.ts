import { queryOptions } from '@tanstack/react-query'
import type { GroupUse } from '@/lib/services/groups/read-group-use'
import { getJson } from '@/lib/web/fetch'

export const groupAddress = (connectionId: string, groupId: string) =>
  `/connections/${encodeURIComponent(connectionId)}/groups/${encodeURIComponent(groupId)}`

/** Which items name a group. */
export const groupUseQuery = (connectionId: string, groupId: string) =>
  queryOptions({
    queryKey: ['group-use', connectionId, groupId],
    queryFn: () => getJson<GroupUse>(`/api${groupAddress(connectionId, groupId)}/use`),
    staleTime: 0,
    gcTime: 0,
  })
