'use client'

import { useReducer } from 'react'
import { emptyResolver } from '@/lib/model/resolvers/bases'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { Entry, ResolverSet } from '@/lib/model/resolvers/resolver-set'

export type SetStep =
  | { type: 'change'; key: string; change: Partial<Resolver> }
  | { type: 'add'; key: string; at?: number; resolver?: Resolver }
  | { type: 'remove'; key: string }
  | { type: 'order'; keys: string[] }
  | { type: 'replace'; set: ResolverSet }

/** The resolvers as they are edited; each step answers a new set and leaves the old one as it is. */
function setReducer(set: ResolverSet, step: SetStep): ResolverSet {
  const { entries } = set
  if (step.type === 'replace') return step.set
  if (step.type === 'remove') return { ...set, entries: entries.filter(({ key }) => key !== step.key) }
  if (step.type === 'order') {
    const byKey = new Map(entries.map((entry) => [entry.key, entry]))
    return { ...set, entries: step.keys.flatMap((key) => byKey.get(key) ?? []) }
  }
  if (step.type === 'add') {
    const entry: Entry = { key: step.key, from: null, resolver: step.resolver ?? emptyResolver }
    return { ...set, entries: entries.toSpliced(step.at ?? entries.length, 0, entry) }
  }
  return {
    ...set,
    entries: entries.map((entry) =>
      entry.key === step.key && entry.resolver
        ? { ...entry, resolver: { ...entry.resolver, ...step.change } }
        : entry,
    ),
  }
}

export const useResolverSet = (first: ResolverSet) => useReducer(setReducer, first)

export const newKey = () => crypto.randomUUID().slice(0, 8)
