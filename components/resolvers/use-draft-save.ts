'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { Problem } from '@/lib/model/problem'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { unwrap } from '@/lib/web/fetch'
import { saveResolverDraft } from './actions'

export interface DraftSave {
  status: 'saved' | 'waiting' | 'failed'
  /** The version of the draft that the server has; null while there is none. */
  savedAt: string | null
  problem: Problem | null
}

const pauseMs = 800

/** Keeps the resolvers as a draft shortly after each change, and before the page is left. */
export function useDraftSave(
  connectionId: string,
  set: ResolverSet,
  { version, off }: { version: string | null; off: boolean },
) {
  const [state, setState] = useState<DraftSave>({ status: 'saved', savedAt: version, problem: null })
  const latest = useRef(set)
  const stored = useRef(set)
  const over = useRef<string | null>(version)
  const running = useRef<Promise<void> | null>(null)
  latest.current = set

  const send = useCallback(async () => {
    const sending = latest.current
    const { savedAt } = await unwrap(saveResolverDraft({ connectionId, set: sending, over: over.current }))
    over.current = savedAt
    stored.current = sending
    setState({ status: 'saved', savedAt, problem: null })
  }, [connectionId])

  /** Saves what is not saved yet; false when that failed, which then stands in the state. */
  const flush = useCallback(async () => {
    try {
      while (running.current || latest.current !== stored.current) {
        running.current ??= send().finally(() => {
          running.current = null
        })
        await running.current
      }
      return true
    } catch (error) {
      setState((before) => ({ ...before, status: 'failed', problem: problemOf(error as Error) }))
      return false
    }
  }, [send])

  useEffect(() => {
    if (off || set === stored.current) return
    setState((before) => ({ ...before, status: 'waiting' }))
    const timer = setTimeout(flush, pauseMs)
    return () => clearTimeout(timer)
  }, [set, off, flush])

  useEffect(() => {
    if (off) return
    const hide = () => document.visibilityState === 'hidden' && flush()
    const leave = (event: BeforeUnloadEvent) => latest.current !== stored.current && event.preventDefault()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', leave)
      flush()
    }
  }, [off, flush])

  /** Takes over a set that the server has, or has just sent to Graph. */
  const adopt = useCallback((next: ResolverSet, nextVersion: string | null) => {
    latest.current = next
    stored.current = next
    over.current = nextVersion
    setState({ status: 'saved', savedAt: nextVersion, problem: null })
  }, [])
  /** Saves over the draft that somebody else saved. */
  const overwrite = useCallback(() => {
    over.current = 'any'
    return flush()
  }, [flush])

  return { state, flush, adopt, overwrite }
}
