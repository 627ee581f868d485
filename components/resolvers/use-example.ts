'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Made, type Mark, type MarkedLink, marksLike, withMark } from '@/lib/model/resolvers/marks'
import { newKey } from './use-resolver-set'

/** So many samples can be looked at together. */
export const mostSamples = 20

/** Where a link leads: with the proposal alone, and with the resolvers that there are. */
export interface Tried {
  itemId: string | null
  now: { place: number; itemId: string } | null
}

/** A sample as it is typed. Marks that nobody made by hand are those of the first sample, at the same places. */
interface Typed {
  key: string
  url: string
  marks: Mark[] | null
}

export interface Sample extends MarkedLink {
  key: string
  /** Marked like the first sample, and not by hand. */
  carried: boolean
}

export interface Proposed {
  made: Made
  /** The samples that are marked, of which it was made. */
  of: string[]
  tried: Map<string, Tried>
}

/** The sample links with what is marked in them, and the resolver that follows, tried on all of them. */
export function useExample(
  first: string,
  prefix: string,
  propose: (links: MarkedLink[], prefix: string) => Promise<Made>,
  tryOut: (made: Made, url: string) => Promise<Tried>,
) {
  const [typed, setTyped] = useState<Typed[]>(() => [{ key: newKey(), url: first, marks: null }])
  const [proposed, setProposed] = useState<Proposed | null>(null)
  const samples = useMemo(() => effective(typed), [typed])

  useEffect(() => {
    const marked = samples.filter(({ marks }) => marks.length > 0)
    if (marked.length === 0) return setProposed(null)
    let here = true
    const work = async () => {
      const made = await propose(
        marked.map(({ url, marks }) => ({ url, marks })),
        prefix,
      )
      const links = 'resolver' in made ? samples.filter(({ url }) => url !== '') : []
      const tried = await Promise.all(
        links.map(async ({ key, url }) => [key, await tryOut(made, url)] as const),
      )
      if (here) setProposed({ made, of: marked.map(({ key }) => key), tried: new Map(tried) })
    }
    void work()
    return () => {
      here = false
    }
  }, [samples, prefix, propose, tryOut])

  const change = useCallback((key: string, part: Partial<Typed>) => {
    setTyped((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  }, [])
  return {
    samples,
    proposed,
    write: (key: string, url: string) => change(key, { url: url.trim(), marks: null }),
    mark: ({ key, marks }: Sample, mark: Mark) => change(key, { marks: withMark(marks, mark) }),
    markOnly: (key: string, mark: Mark) => change(key, { marks: [mark] }),
    clear: (key: string) => change(key, { marks: [] }),
    remove: (key: string) => setTyped((all) => all.filter((one) => one.key !== key)),
    /** Adds links behind a sample, and in its place when it is empty. */
    add: (key: string | null, urls: readonly string[]) =>
      setTyped((all) => {
        const at = all.findIndex((one) => one.key === key)
        const added = urls.map((url) => ({ key: newKey(), url, marks: null }))
        const [behind, replaced] = [at < 0 ? all.length : at + 1, all[at]?.url === '' ? 1 : 0]
        return all.toSpliced(behind - replaced, replaced, ...added).slice(0, mostSamples)
      }),
  }
}

function effective(typed: readonly Typed[]): Sample[] {
  const model = typed.find(({ marks }) => marks !== null && marks.length > 0)
  return typed.map(({ key, url, marks }) => {
    if (marks !== null || !model?.marks) return { key, url, marks: marks ?? [], carried: false }
    const carried = marksLike({ url: model.url, marks: model.marks }, url)
    return { key, url, marks: carried, carried: carried.length > 0 }
  })
}
