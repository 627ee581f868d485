import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemIdResolverType, type RawResolver, sameList } from '@/lib/model/resolvers/graph-resolvers'
import { mergeSets } from '@/lib/model/resolvers/merge'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { setChanges } from '@/lib/model/resolvers/set-changes'
import { toList } from '@/lib/model/resolvers/to-list'

const raw = (priority: number, name: string, more: object = {}): RawResolver => ({
  '@odata.type': itemIdResolverType,
  priority,
  itemId: `${name}{n}`,
  urlMatchInfo: { baseUrls: [`https://${name}.contoso.com/`], urlPattern: `/${name}/(?<n>[0-9]+)` },
  ...more,
})

const resolver = (name: string) => ({
  baseUrls: [`https://${name}.contoso.com/`],
  urlPattern: `/${name}/(?<n>[0-9]+)`,
  itemId: `${name}{n}`,
})

const edited = (set: ResolverSet, at: number, urlPattern: string): ResolverSet => ({
  ...set,
  entries: set.entries.map((entry, place) =>
    place === at && entry.resolver ? { ...entry, resolver: { ...entry.resolver, urlPattern } } : entry,
  ),
})

const without = (set: ResolverSet, at: number): ResolverSet => ({
  ...set,
  entries: set.entries.toSpliced(at, 1),
})

test('a list that nobody edits is sent as it was read, other kinds and unknown members in it', () => {
  const list = [
    raw(1, 'a', { note: { kept: [1, 2] } }),
    { '@odata.type': '#microsoft.graph.externalConnectors.laterResolver', priority: 2, rule: 'x' },
    { ...raw(3, 'b'), urlMatchInfo: { baseUrls: ['https://b.contoso.com/'], urlPattern: 'b', mode: 'new' } },
  ]
  expect(toList(openSet(list))).toEqual(list)
})

test('an entry of another kind keeps its number, and ours are numbered around it', () => {
  const foreign = { '@odata.type': '#x.laterResolver', priority: 2 }
  const set = openSet([raw(5, 'b'), foreign, raw(4, 'a')])

  expect(toList(set).map(({ priority, itemId }) => [priority, itemId])).toEqual([
    [2, undefined],
    [1, 'a{n}'],
    [3, 'b{n}'],
  ])
})

test('changes of both sides end up in one list', () => {
  const list = [raw(1, 'a'), raw(2, 'b'), raw(3, 'c')]
  const mine = edited(openSet(list), 0, 'mine')
  const theirs = toList(edited(without(openSet(list), 2), 1, 'theirs'))
  const { set, clashes, changed, removed } = mergeSets(mine, theirs)

  expect(clashes).toEqual([])
  expect(set.entries.map((entry) => entry.resolver?.urlPattern)).toEqual(['mine', 'theirs'])
  expect([changed, removed]).toMatchObject([[{ urlPattern: 'theirs' }], [{ itemId: 'c{n}' }]])
})

test('what both changed is a clash, and so is a change of what the other removed', () => {
  const list = [raw(1, 'a'), raw(2, 'b'), raw(3, 'c')]
  const mine = without(edited(edited(openSet(list), 0, 'mine'), 1, 'kept'), 2)
  const theirs = toList(without(edited(edited(openSet(list), 0, 'theirs'), 2, 'more'), 1))
  const { set, clashes } = mergeSets(mine, theirs)

  expect(clashes).toMatchObject([
    { mine: { urlPattern: 'mine' }, theirs: { urlPattern: 'theirs' } },
    { mine: { urlPattern: 'kept' }, theirs: null },
    { mine: null, theirs: { urlPattern: 'more' } },
  ])
  expect(set.entries.map((entry) => entry.resolver?.urlPattern)).toEqual(['mine', 'kept', 'more'])
})

test('the order is of who changed it', () => {
  const list = [raw(1, 'a'), raw(2, 'b'), raw(3, 'c')]
  const open = openSet(list)
  const turned = { ...open, entries: open.entries.toReversed() }
  const names = (set: ResolverSet) => set.entries.map((entry) => entry.resolver?.itemId.slice(0, 1)).join('')

  expect(names(mergeSets(open, toList(turned)).set)).toBe('cba')
  expect(names(mergeSets(turned, toList(edited(open, 1, 'x'))).set)).toBe('cba')
  expect(setChanges(turned).map(({ kind }) => kind)).toEqual(['moved', 'moved'])
})

type Step = { admin: 0 | 1; act: 'add' | 'edit' | 'remove' | 'move' | 'save'; at: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    admin: fc.constantFrom(0 as const, 1 as const),
    act: fc.constantFrom('add', 'edit', 'remove', 'move', 'save'),
    at: fc.nat(7),
  }),
  { maxLength: 60 },
)

// Graph has no version of the list: a save is refused when the list is not the one that the draft began with, and the
// admin's next save is of the draft put on top of the new list.
test('of two admins who edit at random, nobody loses a resolver that only the other touched', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      let graph = [raw(1, 'a'), raw(2, 'b'), raw(3, 'c')]
      const drafts = [openSet(graph), openSet(graph)]
      let added = 0
      const alive = new Set(['a', 'b', 'c'])
      const dropped = new Set<string>()
      const nameOf = (itemId: string | undefined) => itemId?.replace(/\{.*$/, '') ?? ''

      for (const { admin, act, at } of sequence) {
        const draft = drafts[admin] ?? openSet(graph)
        const { entries } = draft
        const place = entries.length === 0 ? 0 : at % entries.length
        const entry = entries[place]
        if (act === 'add' && entries.length < 8) {
          const name = `n${added++}`
          alive.add(name)
          drafts[admin] = {
            ...draft,
            entries: entries.toSpliced(place, 0, { key: name, from: null, resolver: resolver(name) }),
          }
        } else if (act === 'edit' && entry?.resolver) {
          drafts[admin] = edited(draft, place, `${entry.resolver.urlPattern}x${admin}`)
        } else if (act === 'remove' && entry) {
          dropped.add(nameOf(entry.resolver?.itemId))
          drafts[admin] = without(draft, place)
        } else if (act === 'move' && entry) {
          drafts[admin] = { ...draft, entries: entries.toSpliced(place, 1).toSpliced(at, 0, entry) }
        } else if (act === 'save') {
          const ready = sameList(draft.base, graph) ? draft : mergeSets(draft, graph).set
          graph = toList(ready)
          drafts[admin] = openSet(graph)
        }
      }
      for (const admin of [0, 1]) {
        const draft = drafts[admin] ?? openSet(graph)
        graph = toList(sameList(draft.base, graph) ? draft : mergeSets(draft, graph).set)
      }
      const left = new Set(graph.map(({ itemId }) => nameOf(String(itemId))))
      expect([...alive].filter((name) => !left.has(name) && !dropped.has(name))).toEqual([])
      expect(new Set(graph.map(({ priority }) => priority)).size).toBe(graph.length)
    }),
    { numRuns: 500 },
  )
})
