'use client'

import { useEffect, useRef, useState } from 'react'
import { useSomebody } from '@/components/ui/use-somebody'
import type { Diagnosis } from '@/lib/model/resolvers/lint/backtracking'

const pauseMs = 700
const deadlineMs = 8_000

/** Looks for catastrophic backtracking once one stops typing. Answers are kept for each pattern. */
export function useHangCheck(patterns: string[]) {
  const [known, setKnown] = useState<Record<string, Diagnosis>>({})
  // Its worker is several times the page.
  const somebody = useSomebody()
  const worker = useRef<Worker | null>(null)
  const next = patterns.find((pattern) => pattern !== '' && !known[pattern] && compiles(pattern))

  useEffect(() => {
    if (next === undefined || !somebody) return
    let deadline: ReturnType<typeof setTimeout>
    const keep = (pattern: string, diagnosis: Diagnosis) =>
      setKnown((before) => ({ ...before, [pattern]: diagnosis }))
    const begin = setTimeout(() => {
      worker.current ??= new Worker(new URL('./worker/hang-worker.ts', import.meta.url), { type: 'module' })
      const current = worker.current
      current.onmessage = ({ data }: MessageEvent<{ pattern: string; diagnosis: Diagnosis }>) => {
        clearTimeout(deadline)
        keep(data.pattern, data.diagnosis)
      }
      current.postMessage(next)
      deadline = setTimeout(() => {
        current.terminate()
        worker.current = null
        keep(next, { status: 'unknown' })
      }, deadlineMs)
    }, pauseMs)
    return () => {
      clearTimeout(begin)
      clearTimeout(deadline)
    }
  }, [next, somebody])

  useEffect(() => () => worker.current?.terminate(), [])
  return known
}

function compiles(pattern: string) {
  try {
    return Boolean(new RegExp(pattern))
  } catch {
    return false
  }
}
