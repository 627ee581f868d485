'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Answer, Reply, Stops } from '@/lib/model/resolvers/check/protocol'
import type { Coverage } from '@/lib/model/resolvers/coverage'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Proposal } from '@/lib/model/resolvers/propose'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { Runner } from './worker/runner'

interface Checks {
  findings: Finding[]
  /** The result for each link to try; filled from the first on while the worker runs. */
  answers: Answer[]
  tests: Answer[] | null
  saved: Coverage | null
  draft: Coverage | null
  /** For the groups of links that go wrong, in their order. */
  proposals: (Proposal | null)[]
  /** Item links that lead to their own item as saved, and not with the draft. */
  lost: number
  /** How long the worker took for all item links. */
  coverageMs: number
  stops: Stops
  /** The test cases have been run on what is in the editor. */
  tested: boolean
  /** All of the work for what is in the editor is done. */
  done: boolean
  failed: string | null
}

const frameMs = 16

const nothing: Checks = {
  findings: [],
  answers: [],
  tests: null,
  saved: null,
  draft: null,
  proposals: [],
  lost: 0,
  coverageMs: 0,
  stops: {},
  tested: false,
  done: false,
  failed: null,
}

/** What a worker finds out about the resolvers, anew with every change. The page does none of it. */
export function useChecks(resolvers: Resolver[], saved: Resolver[], tests: TestCase[], text: string) {
  const [checks, setChecks] = useState(nothing)
  const runner = useRef<Runner | null>(null)

  // The worker answers many times a second; the page is drawn once for what comes in one frame.
  const waiting = useRef<Reply[]>([])
  const drawn = useRef(0)
  const receive = useCallback((reply: Reply) => {
    waiting.current.push(reply)
    if (waiting.current.length > 1) return
    const draw = () => {
      drawn.current = performance.now()
      const replies = waiting.current.splice(0)
      setChecks((before) => replies.reduce(taken, before))
    }
    // After a pause the first answer is drawn at once.
    if (performance.now() - drawn.current > frameMs) draw()
    else setTimeout(draw, frameMs)
  }, [])
  const open = useCallback(() => {
    runner.current ??= new Runner(receive, (stops) => setChecks((before) => ({ ...before, stops })))
    return runner.current
  }, [receive])

  useEffect(() => {
    open()
    return () => {
      runner.current?.close()
      runner.current = null
    }
  }, [open])

  const sentText = useRef<string | null>(null)
  const [pages, setPages] = useState(0)
  const [attempt, setAttempt] = useState(0)
  // The worker has the pages; that there is another one, or that somebody asked again, makes the work a new one.
  const work = useMemo(
    () => ({ resolvers, saved, tests, text, pages, attempt }),
    [resolvers, saved, tests, text, pages, attempt],
  )
  useEffect(() => {
    const { resolvers, saved, tests, text } = work
    const current = open()
    if (sentText.current !== text) {
      sentText.current = text
      current.setUrls(text)
      setChecks((before) => ({ ...before, answers: [] }))
    }
    setChecks((before) => ({ ...before, done: false, tested: false, failed: null }))
    current.check({ resolvers, saved, tests })
  }, [work, open])

  const addLinks = useCallback(
    (page: ArrayBuffer) => {
      open().addLinks(page)
      setPages((count) => count + 1)
    },
    [open],
  )
  const trace = useCallback((url: string, among: Resolver[]) => open().trace(url, among), [open])
  const compare = useCallback<Runner['compare']>(
    (among, place, changed) => open().compare(among, place, changed),
    [open],
  )
  const example = useCallback<Runner['example']>((links, prefix) => open().example(links, prefix), [open])

  const again = useCallback(() => setAttempt((count) => count + 1), [])

  return { checks, addLinks, trace, compare, example, again }
}

function taken(before: Checks, reply: Reply): Checks {
  if (reply.type === 'lint') return { ...before, findings: reply.findings }
  if (reply.type === 'tests') return { ...before, tests: reply.answers, tested: true }
  if (reply.type === 'tried') {
    const answers = before.answers.slice()
    answers.splice(reply.from, reply.answers.length, ...reply.answers)
    return { ...before, answers }
  }
  if (reply.type === 'coverage') {
    return { ...before, [reply.set]: reply.coverage, lost: reply.lost, coverageMs: reply.ms }
  }
  if (reply.type === 'proposals') return { ...before, proposals: reply.proposals }
  if (reply.type === 'done') return { ...before, done: true }
  if (reply.type === 'failed') return { ...before, failed: reply.message }
  return before
}
