import { expect, test } from 'vitest'
import { accessFor, type Person } from '@/lib/model/access-check/access-of'
import { accessWords, readerCountText } from '@/lib/model/access-check/access-words'
import type { KnownGroups, Link } from '@/lib/model/access-check/known-groups'
import type { Acl } from '@/lib/model/items/item'

const megan: Person = { id: 'megan', name: 'Megan', guest: false, groups: new Map([['sales', 'Sales']]) }
const link = (groupId: string, type: Link['type'], memberId: string, settled = true) => ({
  groupId,
  type,
  memberId,
  settled,
})
const known: KnownGroups = {
  groups: new Map(['tier1', 'tier2', 'ring', 'pending'].map((id) => [id, { membersKnown: true }])).set(
    'older',
    { membersKnown: false },
  ),
  links: [
    link('tier1', 'group', 'SALES'),
    link('tier2', 'externalGroup', 'tier1'),
    link('ring', 'externalGroup', 'ring'),
    link('pending', 'user', 'megan', false),
  ],
  withEntra: new Set(['tier1']),
  elsewhere: new Map([
    ['nowhere', false],
    ['foreign', true],
  ]),
}
const entry = (type: Acl['type'], value: string, accessType: Acl['accessType'] = 'grant'): Acl => ({
  type,
  value,
  accessType,
})
const group = (value: string, accessType?: Acl['accessType']) => entry('externalGroup', value, accessType)

test.each<[string, Acl[], 'yes' | 'no' | 'unknown', Partial<Person>?]>([
  ['nested groups', [group('tier2')], 'yes'],
  ['a group in itself', [group('ring')], 'no'],
  ['a denial beside grants', [group('tier2'), entry('user', 'MEGAN', 'deny')], 'no'],
  ['a group that nobody has', [group('nowhere')], 'no'],
  ['a group of another program', [group('foreign')], 'unknown'],
  ['a group that was there before', [group('older')], 'unknown'],
  ['a group that nobody could ask for', [group('unasked')], 'unknown'],
  ['a change that Graph has not taken', [group('pending')], 'unknown'],
  ['what is not known beside a grant', [group('older'), group('tier1')], 'yes'],
  ['a denial that is not known beside a grant', [group('tier1'), group('older', 'deny')], 'unknown'],
  ['a denial that is not known without a grant', [group('nowhere'), group('older', 'deny')], 'no'],
  ['everyone except guests', [entry('everyoneExceptGuests', 't')], 'yes'],
  ['everyone except guests, to a guest', [entry('everyoneExceptGuests', 't')], 'no', { guest: true }],
  [
    'everyone except guests, to who may be one',
    [entry('everyoneExceptGuests', 't')],
    'unknown',
    { guest: null },
  ],
  ['everyone, to a guest', [entry('everyone', 't')], 'yes', { guest: true }],
  ['Entra groups that are not told', [entry('group', 'sales')], 'unknown', { groups: null }],
  ['an external group that holds some, then', [group('tier2')], 'unknown', { groups: null }],
])('%s', (_, acl, verdict, changes = {}) => {
  const access = accessFor({ ...megan, ...changes }, known)(acl)

  expect(access.verdict).toBe(verdict)
  expect(access.unproved.length > 0).toBe(verdict === 'unknown')
  expect(accessWords(access)).toMatch(verdict === 'unknown' ? /^Cannot be told\. ./ : /\.$/)
})

test('the way leads from the person over the group of Entra to the one that is named', () => {
  expect(accessFor(megan, known)([group('tier2')]).path).toEqual(['Megan', 'Sales', 'tier1', 'tier2'])
})

test('readers are counted in words', () => {
  const count = { all: null, people: 3, denied: 1, unproved: ['One group is not known.'] }
  expect(readerCountText(count)).toBe('3 people may read it. 1 person is denied. One group is not known.')
  expect(readerCountText({ ...count, all: 'everyone', denied: 0, unproved: [] })).toBe(
    'Everyone in the tenant, guests too, may read it.',
  )
})
