import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { MappingToTry } from '@/lib/model/mapping/mapping-to-try'
import type { Previewed, Sampled } from '@/lib/model/mapping/preview'
import { type CommandView, isOver } from '@/lib/model/sync/command'
import type { FindingsPage } from '@/lib/model/sync/finding'
import type { PlanView } from '@/lib/model/sync/plan'
import type { RunRowView } from '@/lib/model/sync/run-row'
import type { RunSample } from '@/lib/model/sync/samples'
import { isLive } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import type { SyncErrorPage } from '@/lib/services/sync/views'
import { getJson, postJson } from '@/lib/web/fetch'

/** A run: asked for every second while it goes on, and not at all once it is over. */
export const syncQuery = (initial: SyncView) =>
  queryOptions({
    queryKey: ['sync', initial.id],
    queryFn: () => getJson<SyncView>(`/api/syncs/${initial.id}`),
    initialData: initial,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isLive(state.data) ? false : 1_000),
  })

/** What was asked for of a connection: asked for until it is over. */
export const commandQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['command', id],
    queryFn: () => getJson<CommandView>(`/api/commands/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 500),
  })

/** What a check against Graph has found, by page. `live` asks again while there may be more. */
export const findingsQuery = (syncId: string, live: boolean) =>
  infiniteQueryOptions({
    queryKey: ['sync-findings', syncId],
    queryFn: ({ pageParam }) =>
      getJson<FindingsPage>(`/api/syncs/${syncId}/findings?after=${encodeURIComponent(pageParam)}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: live ? 3_000 : false,
  })

/** One row of a run, with what the source held and what was sent. */
export const runRowQuery = (syncId: string, row: number) =>
  queryOptions({
    queryKey: ['sync-row', syncId, row],
    queryFn: () => getJson<RunRowView>(`/api/syncs/${syncId}/rows/${row}`),
  })

/** What a run did over time. */
export const samplesQuery = (syncId: string, live: boolean) =>
  queryOptions({
    queryKey: ['sync-samples', syncId],
    queryFn: () => getJson<RunSample[]>(`/api/syncs/${syncId}/samples`),
    refetchInterval: live ? 5_000 : false,
  })

/** What a run would do; null for one without a plan. */
export const planQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['sync-plan', syncId],
    queryFn: () => getJson<PlanView | null>(`/api/syncs/${syncId}/plan`),
  })

/** Items of a run that wait for their deletion. */
export const heldDeletionsQuery = (syncId: string, hash: string) =>
  infiniteQueryOptions({
    queryKey: ['sync-deletions', syncId, hash],
    queryFn: ({ pageParam }) =>
      getJson<HeldDeletions>(
        `/api/syncs/${syncId}/deletions?state=held&after=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

interface HeldDeletions {
  items: { itemId: string; title: string | null }[]
  /** After which item the next page begins. */
  next: string | null
}

/** The rows of a run that failed, by page. `live` asks again while there may be more. */
export const syncErrorsQuery = (
  syncId: string,
  { page, code, words, live }: { page: number; code?: string; words: string; live: boolean },
) =>
  queryOptions({
    queryKey: ['sync-errors', syncId, code ?? '', words, page],
    queryFn: () => {
      const query = new URLSearchParams({
        page: String(page),
        ...(code && { code }),
        ...(words && { words }),
      })
      return getJson<SyncErrorPage & { masked: boolean }>(`/api/syncs/${syncId}/errors?${query}`)
    },
    placeholderData: (before) => before,
    refetchInterval: live ? 3_000 : false,
  })

/** Which of these accounts the tenant does not have, in lower case. */
export const missingAccountsQuery = (connectionId: string, accounts: string[]) =>
  queryOptions({
    queryKey: ['missing-accounts', connectionId, accounts],
    queryFn: () => {
      const query = new URLSearchParams({ accounts: accounts.join(',') })
      return getJson<{ missing: string[] }>(
        `/api/connections/${encodeURIComponent(connectionId)}/accounts?${query}`,
      )
    },
    enabled: accounts.length > 0,
    staleTime: 60_000,
  })

export type Pick = 'first' | { row: number } | { itemId: string }

/** Rows as they would be sent by a mapping that may not be saved. */
export const previewQuery = (tried: MappingToTry | null, pick: Pick) =>
  queryOptions({
    queryKey: ['preview', tried, pick],
    queryFn: () => postMapping<Previewed>(tried, 'preview', { pick }),
    enabled: tried !== null,
    placeholderData: (before) => before,
    staleTime: 60_000,
    retry: false,
  })

/** The oddest values of each field of a mapping, in all rows. */
export const oddValuesQuery = (tried: MappingToTry | null) =>
  queryOptions({
    queryKey: ['odd-values', tried],
    queryFn: () => postMapping<Sampled>(tried, 'samples', {}),
    enabled: tried !== null,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export function postMapping<T>(tried: MappingToTry | null, what: string, more: object) {
  if (!tried) throw new Error('There is no mapping to try yet.')
  const { connectionId, ...question } = tried
  return postJson<T>(`/api/connections/${encodeURIComponent(connectionId)}/${what}`, { ...question, ...more })
}
