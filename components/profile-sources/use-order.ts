'use client'

import { useState } from 'react'
import type { PriorityRow } from '@/lib/model/people/source-priority'

const urlsOf = (rows: readonly PriorityRow[]) => rows.map(({ url }) => url)
const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((url, index) => url === other[index])

/**
 * The order as it is arranged here. A list that changed in the tenant takes its place, unless something was moved
 * here and not saved: then `theirs` is what the tenant has, to be chosen between.
 */
export function useOrder(rows: PriorityRow[]) {
  const theirs = urlsOf(rows)
  const [seen, setSeen] = useState<readonly string[]>(theirs)
  const [mine, setMine] = useState<readonly string[]>(theirs)
  // Entries that left the list meanwhile are still shown until the order is chosen.
  const [known, setKnown] = useState<ReadonlyMap<string, PriorityRow>>(byUrl(rows))
  const [given, setGiven] = useState(rows)
  const moved = !same(mine, seen)
  const isNews = !same(theirs, seen)

  if (rows !== given) {
    setGiven(rows)
    setKnown(new Map([...known, ...byUrl(rows)]))
  }
  if (isNews && (!moved || same(theirs, mine))) {
    setSeen(theirs)
    setMine(theirs)
  }

  return {
    seen,
    mine,
    moved,
    theirs: isNews && moved ? theirs : null,
    rows: mine.flatMap((url) => known.get(url) ?? []),
    names: new Map([...known].map(([url, { name }]) => [url, name])),
    arrange: (order: readonly PriorityRow[]) => setMine(urlsOf(order)),
    /** Continues from what the tenant has now, in the chosen order. */
    choose(order: readonly string[]) {
      setSeen(theirs)
      setMine(order)
    },
    discard() {
      setSeen(theirs)
      setMine(theirs)
    },
  }
}

const byUrl = (rows: readonly PriorityRow[]) => new Map(rows.map((row) => [row.url, row]))
