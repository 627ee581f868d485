import { expect, test } from 'vitest'
import { mostLikely, type NotFoundFacts, notFoundChecks } from '@/lib/model/search/not-found'
import { ticketSchema } from '../../support/graph'

const hour = 3_600_000
const now = '2026-11-22T12:00:00.000Z'
const ago = (hours: number) => new Date(Date.parse(now) - hours * hour).toISOString()

const fine: NotFoundFacts = {
  connection: { name: 'Desk', state: 'ready', people: false },
  experiences: ['search'],
  sent: { at: ago(24), owed: false, failure: null },
  held: { properties: { title: 'Printer', url: 'https://a.example/1' }, content: '' },
  heldUnknown: null,
  acl: [{ type: 'everyone', value: 'tenant', accessType: 'grant' }],
  access: null,
  schema: ticketSchema,
  foundAt: 1,
  searched: false,
  now,
}

test('of an item that is found only the admin center is left to look at', () => {
  const checks = notFoundChecks(fine)

  expect(checks.filter(({ state }) => state !== 'ok').map(({ id }) => id)).toEqual(['admin'])
  expect(mostLikely(checks)).toBeNull()
})

test.each<[string, Partial<NotFoundFacts>, string, string]>([
  ['a run failed since', { sent: { at: ago(9), owed: false, failure: 'Refused.' } }, 'sent', 'bad'],
  ['it is owed', { sent: { at: ago(9), owed: true, failure: null } }, 'sent', 'wait'],
  ['Graph has none', { held: null }, 'held', 'bad'],
  ['people are not searched', { connection: { name: 'HR', state: 'ready', people: true } }, 'people', 'bad'],
  ['the quota is used up', { connection: { ...fine.connection, state: 'limitExceeded' } }, 'state', 'bad'],
  ['it is for compliance alone', { experiences: ['compliance'] }, 'experience', 'bad'],
  [
    'it was sent an hour ago',
    { sent: { at: ago(1), owed: false, failure: null }, foundAt: 0 },
    'index',
    'wait',
  ],
  ['it grants nobody', { acl: [{ type: 'user', value: 'x', accessType: 'deny' }] }, 'readers', 'bad'],
  ['they are denied', { access: { verdict: 'no', entry: null, path: [], unproved: [] } }, 'readers', 'bad'],
  ['no word is in it', { held: { properties: { url: 'https://a.example/' }, content: ' ' } }, 'words', 'bad'],
  ['its title does not find it', { foundAt: 0 }, 'title', 'wait'],
])('%s', (_, changes, id, state) => {
  const checks = notFoundChecks({ ...fine, ...changes })

  expect(checks.find((check) => check.id === id)).toMatchObject({ state })
  expect(mostLikely(checks)).toMatchObject({ id })
})

test('only who has searched is told that their query asks for something else', () => {
  const titleText = (searched: boolean) =>
    notFoundChecks({ ...fine, searched }).find(({ id }) => id === 'title')?.text

  expect(titleText(false)).toBe('You find it, at place 1.')
  expect(titleText(true)).toBe('You find it, at place 1. Your query above asks for something else.')
})

test('an item that was sent a moment ago and is found does not wait for the index', () => {
  const checks = notFoundChecks({ ...fine, sent: { at: ago(0), owed: false, failure: null } })

  expect(checks.find(({ id }) => id === 'index')).toMatchObject({ state: 'ok' })
  expect(mostLikely(checks)).toBeNull()
})

test('what is not known is not called fine', () => {
  const unknown = { sent: null, held: null, heldUnknown: 'Graph is away.', acl: null, schema: null }
  const checks = notFoundChecks({ ...fine, ...unknown, experiences: null, foundAt: null })

  expect(checks.filter(({ state }) => state === 'ok').map(({ id }) => id)).toEqual(['state'])
  expect(checks.some(({ state }) => state === 'bad')).toBe(false)
})
