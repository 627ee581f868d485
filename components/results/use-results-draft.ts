'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { Problem } from '@/lib/model/problem'
import { draftsOf, isUnchanged, sameTemplates } from '@/lib/model/results/draft'
import type { DisplayTemplate, ResultsDraft, TemplateDraft } from '@/lib/model/results/template'
import { unwrap } from '@/lib/web/fetch'
import { saveResultsDraft } from './actions'

export interface SaveState {
  status: 'saved' | 'waiting' | 'saving' | 'failed'
  /** The version of the draft on the server; null while there is none. */
  version: string | null
  problem: Problem | null
}

const pauseMs = 800

/** The edited templates, kept on the server as one types, and how they stand to what Graph has. */
export function useResultsDraft(
  connectionId: string,
  { current, stored, off }: { current: readonly DisplayTemplate[]; stored: Stored | null; off: boolean },
) {
  const [draft, setDraft] = useState<ResultsDraft>(() => stored ?? begin(current))
  const [save, setSave] = useState<SaveState>({
    status: 'saved',
    version: stored?.version ?? null,
    problem: null,
  })
  const latest = useRef(draft)
  const kept = useRef(draft)
  const over = useRef<string | null | 'any'>(stored?.version ?? null)
  const running = useRef<Promise<void> | null>(null)
  latest.current = draft

  const flush = useCallback(async () => {
    const send = async () => {
      const sending = latest.current
      setSave((before) => ({ ...before, status: 'saving', problem: null }))
      const input = { connectionId, draft: sending, over: over.current }
      const saved = await unwrap(saveResultsDraft(input))
      over.current = saved.savedAt
      kept.current = sending
      setSave({ status: 'saved', version: saved.savedAt, problem: null })
    }
    try {
      while (running.current || latest.current !== kept.current) {
        running.current ??= send().finally(() => {
          running.current = null
        })
        await running.current
      }
      return true
    } catch (error) {
      setSave((before) => ({ ...before, status: 'failed', problem: problemOf(error as Error) }))
      return false
    }
  }, [connectionId])

  useEffect(() => {
    if (off || draft === kept.current) return
    setSave((before) => (before.status === 'saving' ? before : { ...before, status: 'waiting' }))
    const timer = setTimeout(flush, pauseMs)
    return () => clearTimeout(timer)
  }, [draft, off, flush])

  useEffect(() => {
    if (off) return
    const hide = () => document.visibilityState === 'hidden' && flush()
    const leave = (event: BeforeUnloadEvent) => latest.current !== kept.current && event.preventDefault()
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', leave)
      flush()
    }
  }, [off, flush])

  /** Takes over what the server has, in place of what is here. */
  const adopt = useCallback((next: ResultsDraft, version: string | null) => {
    kept.current = next
    over.current = version
    setDraft(next)
    setSave({ status: 'saved', version, problem: null })
  }, [])

  const setTemplates = useCallback(
    (change: (templates: TemplateDraft[]) => TemplateDraft[]) =>
      setDraft((before) => ({ ...before, templates: change(before.templates) })),
    [],
  )
  /** Begins from what Graph has now, and keeps what is edited. */
  const rebase = useCallback(
    () =>
      setDraft(({ templates }) => ({
        base: [...current],
        templates: templates.map((one) =>
          current.some(({ id }) => id === one.from) ? one : { ...one, from: null },
        ),
      })),
    [current],
  )
  const overwrite = useCallback(() => {
    over.current = 'any'
    return flush()
  }, [flush])

  const changed = useMemo(() => !isUnchanged(draft.templates, draft.base), [draft])
  const conflict = useMemo(() => !sameTemplates(draft.base, current), [draft.base, current])
  return { draft, changed, conflict, save, setTemplates, adopt, rebase, flush, overwrite }
}

export interface Stored extends ResultsDraft {
  version: string
}

export const begin = (current: readonly DisplayTemplate[]): ResultsDraft => ({
  base: [...current],
  templates: draftsOf(current),
})
