import { expect, test } from 'vitest'
import { entraSourceId, sourceUrl } from '@/lib/model/people/profile-source'
import { joinPriority, moveEntries } from '@/lib/model/people/source-priority'

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
