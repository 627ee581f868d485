'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { Problem } from '@/lib/model/problem'
import { send } from '@/lib/web/fetch'

/** So many item links are checked; of a larger connection the first ones by id. */
export const mostItemLinks = 100_000

interface LinkPage {
  links: [itemId: string, url: string][]
  next: string | null
}

/** Fetches the links of the connection's items page by page and hands on the bytes. */
export function useItemLinks(connectionId: string, count: number, onPage: (page: ArrayBuffer) => void) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [loaded, setLoaded] = useState(0)
  const [attempt, setAttempt] = useState(0)
  const first = useRef<[string, string][]>([])

  useEffect(() => {
    if (count === 0) return
    const stop = new AbortController()
    const load = async () => {
      if (attempt > 0) setProblem(null)
      let after: string | null = null
      let got = 0
      do {
        const query: string = after === null ? '' : `?after=${encodeURIComponent(after)}`
        const url = `/api/connections/${encodeURIComponent(connectionId)}/links${query}`
        const response = await send(url, { signal: stop.signal })
        const bytes = await response.arrayBuffer()
        const page = readPage(response, bytes)
        if (got === 0) first.current = page.links
        got += page.links.length
        onPage(bytes)
        setLoaded(got)
        after = page.next
      } while (after !== null && got < mostItemLinks)
    }
    load().catch((error: unknown) => {
      if (!stop.signal.aborted) setProblem(problemOf(error as Error))
    })
    return () => stop.abort()
  }, [connectionId, count, onPage, attempt])

  /** Some links from all over the first page, to try. */
  const some = useCallback((wanted: number) => {
    const all = first.current
    const step = Math.max(1, Math.floor(all.length / wanted))
    return all
      .filter((_, at) => at % step === 0)
      .slice(0, wanted)
      .map(([, url]) => url)
  }, [])
  return { loaded, problem, some, again: () => setAttempt((before) => before + 1) }
}

/** Thousands of links in a page are read in a few milliseconds; the worker reads the bytes again for itself. */
function readPage(response: Response, bytes: ArrayBuffer): LinkPage {
  const body: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (response.ok) return body as LinkPage
  const { problem } = body as { problem?: Problem }
  throw Object.assign(new Error(problem?.message ?? 'The links cannot be read.'), { problem })
}
