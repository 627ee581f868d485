import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPriority, mergeOrder, mineOver, moveEntries } from '@/lib/model/people/source-priority'
import { entraSourceId, sourceUrl } from '@/lib/model/people/source-url'

const entra = {
  id: '1',
  sourceId: entraSourceId,
  displayName: 'Entra',
  kind: 'MSEntra',
  webUrl: 'https://login.microsoftonline.com',
  localizations: [],
}
const hr = {
  id: '2',
  sourceId: 'hr1',
  displayName: 'HR system',
  kind: 'Connector',
  webUrl: 'https://hr.contoso.com',
  localizations: [],
}
const setting = (prioritizedSourceUrls: string[]) => ({ id: 's', prioritizedSourceUrls })
const people = (id: string, state: 'draft' | 'ready') => ({ id, name: id, state, contentCategory: 'people' })

test('entries are matched by source id, whichever way their URL is spelled', () => {
  const beta = "https://graph.microsoft.com/beta/admin/people/profileSources(sourceId='hr1')"
  const { rows, unlisted } = joinPriority(setting([beta, sourceUrl(entraSourceId)]), [entra, hr], [])

  expect(rows.map(({ url, name, kind }) => ({ url, name, kind }))).toEqual([
    { url: beta, name: 'HR system', kind: 'connection' },
    { url: sourceUrl(entraSourceId), name: 'Entra', kind: 'entra' },
  ])
  expect(unlisted).toEqual([])
})

test('an entry without a source is stale, a source without an entry is unlisted', () => {
  const { rows, unlisted } = joinPriority(setting([sourceUrl('gone1')]), [hr], [])

  expect(rows).toMatchObject([{ sourceId: 'gone1', kind: 'stale' }])
  expect(unlisted).toEqual([hr])
})

test('only people connections without a source can be registered, once they are ready', () => {
  const connections = [
    people('hr1', 'ready'),
    people('hr2', 'ready'),
    people('hr3', 'draft'),
    { id: 'tickets', name: 'Tickets', state: 'ready' as const, contentCategory: 'uncategorized' },
  ]
  const { candidates, waiting } = joinPriority(setting([]), [hr], connections)

  expect(candidates.map(({ id }) => id)).toEqual(['hr2'])
  expect(waiting.map(({ id }) => id)).toEqual(['hr3'])
})

test('rows move before or after another, keeping their order', () => {
  const { rows } = joinPriority(setting(['a', 'b', 'c', 'd']), [], [])
  const names = (moved: typeof rows) => moved.map(({ url }) => url).join('')

  expect(names(moveEntries(rows, new Set(['d']), 'a', 'before'))).toBe('dabc')
  expect(names(moveEntries(rows, new Set(['a', 'c']), 'd', 'after'))).toBe('bdac')
  expect(names(moveEntries(rows, new Set(['b']), 'b', 'after'))).toBe('abcd')
})

describe('when somebody else changed the list meanwhile', () => {
  const of = (text: string) => text.split('')

  test.each([
    ['both moved another row', 'abcd', 'bacd', 'abdc', 'badc'],
    ['they added a row', 'abc', 'cab', 'abxc', 'cabx'],
    ['they removed a row that I moved', 'abc', 'bca', 'bc', 'bc'],
    ['they removed the row that I moved mine behind', 'abc', 'acb', 'ab', 'ab'],
    ['we did the same', 'abc', 'bac', 'bac', 'bac'],
    ['we moved the same row, mine is the one asked for', 'abc', 'bca', 'bac', 'bca'],
    ['I changed nothing', 'abc', 'abc', 'cab', 'cab'],
  ])('%s', (_, seen, mine, theirs, merged) => {
    expect(mergeOrder(of(seen), of(mine), of(theirs)).join('')).toBe(merged)
  })

  test.each([
    ['cab', 'abxc', 'cabx'],
    ['cab', 'xab', 'xab'],
    ['bca', 'bc', 'bc'],
  ])('my order %s over theirs %s keeps what they added: %s', (mine, theirs, order) => {
    expect(mineOver(of(mine), of(theirs)).join('')).toBe(order)
  })

  test('whatever the lists, the result has exactly the entries of theirs', () => {
    const list = fc.shuffledSubarray(of('abcdefgh'))
    fc.assert(
      fc.property(list, list, fc.infiniteStream(fc.nat(99)), (seen, theirs, numbers) => {
        const mine = seen.toSorted(() => ((numbers.next().value ?? 0) < 50 ? -1 : 1))
        expect(mergeOrder(seen, mine, theirs).toSorted()).toEqual(theirs.toSorted())
        expect(mineOver(mine, theirs).toSorted()).toEqual(theirs.toSorted())
      }),
    )
  })
})
