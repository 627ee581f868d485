'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/model/problem'
import { problemOf } from './problem-of'

export interface DraftState {
  status: 'saved' | 'waiting' | 'saving' | 'failed'
  /** The version of the draft that the server has; null while there is none. */
  savedAt: string | null
  problem: Problem | null
}

/** The version that a save starts from; `any` saves over whatever is there. */
type Version = string | null | 'any'

interface Setting<T> {
  /** The version that the page was loaded with. */
  version: string | null
  /** Nothing is saved, because nothing can be edited. */
  off: boolean
  save: (draft: T, over: Version) => Promise<{ savedAt: string }>
}

export type Draft<T> = ReturnType<typeof useDraft<T>>

const pauseMs = 800

/** Keeps what is edited as a draft on the server: shortly after each change, and before the page is left. */
export function useDraft<T>(draft: T, { version, off, save }: Setting<T>) {
  const [state, setState] = useState<DraftState>({ status: 'saved', savedAt: version, problem: null })
  const latest = useRef(draft)
  const stored = useRef(draft)
  const over = useRef<Version>(version)
  const running = useRef<Promise<void> | null>(null)
  const saving = useRef(save)
  latest.current = draft
  saving.current = save

  const send = useCallback(async () => {
    const sending = latest.current
    setState((before) => ({ ...before, status: 'saving', problem: null }))
    const { savedAt } = await saving.current(sending, over.current)
    over.current = savedAt
    stored.current = sending
    setState({ status: 'saved', savedAt, problem: null })
  }, [])

  /** Saves what is not saved yet. Returns false when that failed; the state then has the problem. */
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
    if (off || draft === stored.current) return
    setState((before) => (before.status === 'saving' ? before : { ...before, status: 'waiting' }))
    const timer = setTimeout(flush, pauseMs)
    return () => clearTimeout(timer)
  }, [draft, off, flush])

  useEffect(() => {
    if (off) return
    const onHide = () => document.visibilityState === 'hidden' && flush()
    const onUnload = (event: BeforeUnloadEvent) => latest.current !== stored.current && event.preventDefault()
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('beforeunload', onUnload)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('beforeunload', onUnload)
      flush()
    }
  }, [off, flush])

  const isSaved = useCallback(() => latest.current === stored.current, [])
  /** What is edited now and the version it is based on, between two renders too. */
  const known = useCallback(() => ({ draft: latest.current, version: over.current }), [])
  /** The version that the server has, once what is being saved was answered; null when there is none of ours. */
  const lastVersion = useCallback(async () => {
    await flush()
    return over.current === 'any' ? null : over.current
  }, [flush])
  /** Takes over what the server has, in place of what is here. */
  const adopt = useCallback((next: T, nextVersion: string | null) => {
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
  /** Discards what is not saved, so that the version of the server replaces it when the page is loaded again. */
  const giveUp = useCallback(() => {
    stored.current = latest.current
    setState((before) => ({ ...before, status: 'saved', problem: null }))
  }, [])

  return { state, flush, isSaved, known, lastVersion, adopt, overwrite, giveUp }
}
