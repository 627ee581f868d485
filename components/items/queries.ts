import { queryOptions } from '@tanstack/react-query'
import { getJson } from '@/lib/web/fetch'

export interface FoundPerson {
  id: string
  name: string
  account: string
}

/** People of the directory whose name or account has these words. */
export const peopleQuery = (connectionId: string, words: string) =>
  queryOptions({
    queryKey: ['people', connectionId, words],
    queryFn: ({ signal }) =>
      getJson<FoundPerson[]>(
        `/api/connections/${encodeURIComponent(connectionId)}/people?words=${encodeURIComponent(words)}`,
        { signal },
      ),
    enabled: words.length > 1,
    staleTime: 60_000,
  })
