import { describe, expect, test } from 'vitest'
import { applyView, type ConnectionFacts, readView } from '@/lib/model/connection/list'
import { noFacts, toRow } from '@/lib/model/connection/row'

const at = '2026-11-20T10:00:00.000Z'
const counts = { read: 10, sent: 8, unchanged: 0, failed: 2 }
const connection = (id: string, more: object = {}) => ({
  id,
  name: `Name of ${id}`,
  state: 'ready' as const,
  ...more,
})
const view = (query = '') => readView(new URLSearchParams(query))

test('a draft whose schema is being registered is shown as provisioning', () => {
  const operations = { schema: { id: 'o', status: 'inprogress' as const, startedAt: at } }

  const row = toRow(connection('wiki', { state: 'draft' }), { ...noFacts, operations })

  expect(row).toMatchObject({ state: 'provisioning', attention: null })
})

test('a failed schema operation of the past does not shadow a ready connection', () => {
  const operations = { schema: { id: 'o', status: 'failed' as const, startedAt: at } }

  expect(toRow(connection('wiki'), { ...noFacts, operations }).state).toBe('ready')
})

test.each<[string, object, Partial<ConnectionFacts>, string | null]>([
  ['a full one', { state: 'limitExceeded' }, {}, 'The item quota is used up.'],
  ['a failed sync', {}, { sync: { id: 's', status: 'failed', counts, at } }, 'The last sync failed.'],
  [
    'failed items',
    {},
    { sync: { id: 's', status: 'succeeded', counts, at } },
    '2 items of the last sync failed.',
  ],
  ['nothing wrong', {}, {}, null],
])('%s is named as what needs attention', (_, more, facts, expected) => {
  expect(
    toRow(connection('wiki', more), { ...noFacts, outcome: facts.sync ?? null, ...facts }).attention,
  ).toBe(expected)
})

describe('the list', () => {
  const rows = [
    toRow(connection('wiki', { name: 'Engineering wiki' }), { ...noFacts, items: 5 }),
    toRow(connection('hr', { name: 'HR system', contentCategory: 'people' }), { ...noFacts, items: 70 }),
    toRow(connection('crm', { name: 'Old CRM', state: 'obsolete' })),
  ]
  const ids = (query: string) => applyView(rows, view(query)).map(({ id }) => id)

  test('is found by name and by id, without case', () => {
    expect(ids('q=WIKI')).toEqual(['wiki'])
    expect(ids('q=hr')).toEqual(['hr'])
  })

  test('is filtered by kind, state and attention', () => {
    expect(ids('kind=people')).toEqual(['hr'])
    expect(ids('state=obsolete')).toEqual(['crm'])
    expect(ids('show=attention')).toEqual(['crm'])
  })

  test('is sorted both ways, by name unless told', () => {
    expect(ids('')).toEqual(['wiki', 'hr', 'crm'])
    expect(ids('sort=-items')).toEqual(['hr', 'wiki', 'crm'])
  })

  test('ignores what it does not understand in the address', () => {
    expect(view('kind=x&state=y&sort=z')).toMatchObject({ kind: null, state: null, sort: 'name' })
  })
})
