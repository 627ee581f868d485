'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { Problem } from '@/lib/model/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { unwrap } from '@/lib/web/fetch'
import { saveDraft } from './actions'

export interface SaveState {
  status: 'saved' | 'waiting' | 'saving' | 'failed'
  /** The version of the draft that the server has; null while there is none. */
  savedAt: string | null
  problem: Problem | null
}

const pauseMs = 800

/**
 * Keeps the schema as a draft shortly after each change. `adopt` takes over what the server has, for a schema
 * that did not come from this page.
 */
export function useAutosave(
  connectionId: string,
  schema: ConnectorSchema,
  { version, off }: { version: string | null; off: boolean },
) {
  const [state, setState] = useState<SaveState>({ status: 'saved', savedAt: version, problem: null })
  const latest = useRef(schema)
  const stored = useRef(schema)
  const over = useRef<string | null>(version)
  const running = useRef<Promise<void> | null>(null)
  latest.current = schema

  const send = useCallback(async () => {
    const sending = latest.current
    setState((before) => ({ ...before, status: 'saving', problem: null }))
    const { savedAt } = await unwrap(saveDraft({ connectionId, schema: sending, over: over.current }))
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
    if (off || schema === stored.current) return
    setState((before) => (before.status === 'saving' ? before : { ...before, status: 'waiting' }))
    const timer = setTimeout(flush, pauseMs)
    return () => clearTimeout(timer)
  }, [schema, off, flush])

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

  const isSaved = useCallback(() => latest.current === stored.current, [])
  const known = useCallback(() => ({ schema: latest.current, version: over.current }), [])
  const adopt = useCallback((next: ConnectorSchema, nextVersion: string | null) => {
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
  /** Discards unsaved changes, so that the version of the server replaces them. */
  const giveUp = useCallback(() => {
    stored.current = latest.current
    setState((before) => ({ ...before, status: 'saved', problem: null }))
  }, [])

  return { state, flush, isSaved, known, adopt, overwrite, giveUp }
}
