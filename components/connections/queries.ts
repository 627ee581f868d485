import { queryOptions } from '@tanstack/react-query'
import type { WatchedOperation } from '@/lib/model/operation'
import { getJson } from '@/lib/web/fetch'

/** Follows an operation: every two seconds in its first minute, every ten after, and no more once it is over. */
export const operationQuery = (operationId: string, initial?: WatchedOperation) =>
  queryOptions({
    queryKey: ['operation', operationId],
    queryFn: () => getJson<WatchedOperation>(`/api/operations/${operationId}`),
    initialData: initial,
    // A page from the browser's history may be old, so a running operation is fetched again.
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const { data } = state
      if (!data) return state.status === 'error' ? 10_000 : false
      if (data.status !== 'inprogress') return false
      return Date.now() - Date.parse(data.startedAt) < 60_000 ? 2_000 : 10_000
    },
  })
