import { expect, test } from 'vitest'
import { personProperties } from '../../../lib/emulator/people/person-properties'
import { readPerson } from '../../../lib/emulator/people/read-person'
import type { Label } from '../../../lib/emulator/rules/labels'
import { withDefaults } from '../../../lib/emulator/rules/schema-rules'

const schema = [
  withDefaults({ name: 'account', type: 'string', labels: ['personAccount'] }),
  withDefaults({ name: 'emails', type: 'stringCollection', labels: ['personEmails'] }),
  withDefaults({ name: 'homes', type: 'stringCollection', labels: ['personAddresses'] }),
  withDefaults({ name: 'position', type: 'string', labels: ['personCurrentPosition'] }),
  withDefaults({ name: 'color', type: 'string' }),
]
const users = new Map([
  ['alexw@contoso.com', { id: 'alex', mail: 'alexw@contoso.com' }],
  ['room@contoso.com', { id: 'room', mail: null }],
])
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }] as const
const read = (properties: object, access: object = acl, of = schema) => {
  const known = personProperties(of, of === schema ? 'people' : 'uncategorized')
  if (!known) throw new Error('The schema is not of people')
  return readPerson({ acl: access as never, properties: properties as never }, known, (key) => users.get(key))
}
const reasons = (properties: object, access?: object) =>
  read(properties, access).ignored.map(({ property, reason }) => `${property}: ${reason}`)
const account = JSON.stringify({ userPrincipalName: 'alexw@contoso.com' })

test('nothing is ignored of a good item', () => {
  const emails = [JSON.stringify({ type: 'work', address: 'a@b.c' })]
  expect(reasons({ account, emails, color: 'not JSON' })).toEqual([])
})

test.each([
  ['{', 'account: not valid JSON'],
  ['[]', 'account: the JSON is not one object'],
  ['{}', 'account: the account has neither userPrincipalName nor externalDirectoryObjectId'],
  ['{"userPrincipalName":"no@contoso.com"}', 'account: no user matches no@contoso.com'],
  ['{"userPrincipalName":"room@contoso.com"}', 'account: the user has no mailbox'],
])('the account %s is ignored', (text, reason) => {
  expect(reasons({ account: text })).toEqual([reason])
})

test('too many values and values without their type are ignored', () => {
  const email = JSON.stringify({ type: 'work' })
  expect(reasons({ account, emails: ['{}', email, email, email] })).toEqual([
    'emails: type has to be one of unknown, work, personal, main, other',
    'emails: only 3 values of personEmails are taken',
  ])
})

test('an account is found by principal name or object id', () => {
  for (const name of ['userPrincipalName', 'externalDirectoryObjectId']) {
    expect(read({ account: JSON.stringify({ [name]: 'alexw@contoso.com' }) }).userId).toBe('alex')
  }
})

const counted: [Label, number | 'all', object?][] = [
  ['personName', 1],
  ['personCurrentPosition', 1],
  ['personWebSite', 1],
  ['personNote', 1],
  ['personEmails', 3, { type: 'work' }],
  ['personAddresses', 3],
  ['personSkills', 'all'],
  ['personWorkPositions', 'all'],
]

test.each(counted)('of %s %s values are taken', (label, most, value = {}) => {
  const property = withDefaults({ name: 'several', type: 'stringCollection', labels: [label] })
  const places = ['home', 'business', 'other', 'unknown', 'home']
  const several = places.map((type) =>
    JSON.stringify({ ...value, detail: label === 'personAddresses' ? { type } : undefined }),
  )
  const known = personProperties([...schema, property], 'people')
  if (!known) throw new Error('The schema is not of people')
  const { values } = readPerson({ acl: acl as never, properties: { account, several } }, known, (key) =>
    users.get(key),
  )

  const taken = values.filter((one) => one.property === 'several').length
  expect(taken).toBe(most === 'all' ? several.length : most)
})

test.each([
  ['somebody alone', [{ type: 'user', value: 'x', accessType: 'grant' }]],
  ['all but guests', [{ type: 'everyoneExceptGuests', value: 'everyone', accessType: 'grant' }]],
  ['nobody', [{ type: 'everyone', value: 'everyone', accessType: 'deny' }]],
])('an item granted to %s adds to nobody', (_, access) => {
  expect(reasons({ account }, access)).toEqual(['acl: the item is not granted to everyone'])
  expect(read({ account }, access).userId).toBeUndefined()
})

test('an item without account or not for everyone is ignored', () => {
  expect(reasons({ color: 'blue' }, [])).toEqual([
    'acl: the item is not granted to everyone',
    'account: the item names no account',
  ])
})

test('what is taken names whose it is', () => {
  const position = { detail: { jobTitle: 'Baker', startMonthYear: '2020-05-01' }, isCurrent: true }
  const { userId, values, custom } = read({ account, position: JSON.stringify(position), color: 'blue' })

  expect(userId).toBe('alex')
  expect(values).toMatchObject([{ property: 'account' }, { property: 'position', value: position }])
  expect(custom).toEqual([{ property: 'color', value: 'blue' }])
  expect(read({ account }, []).userId).toBeUndefined()
})

test.each([
  ['{"isCurrent":"yes"}', 'isCurrent has to be true or false'],
  ['{"detail":{"startMonthYear":"May 2020"}}', 'detail.startMonthYear has to be a date, YYYY-MM-DD'],
  ['{"detail":[]}', 'detail has to be an object'],
  [
    '{"colleagues":[{"relationship":"boss"}]}',
    expect.stringContaining('colleagues[0].relationship has to be one of manager, colleague'),
  ],
])('the position %s cannot be read', (position, reason) => {
  expect(read({ account, position }).ignored).toEqual([{ property: 'position', value: position, reason }])
})

test('enumerations are read in any case, unknown members are passed over', () => {
  const position = '{"manager":{"relationship":"Manager"},"shoeSize":44,"detail":null}'
  expect(read({ account, position }).ignored).toEqual([])
})

test('one address of each type is taken', () => {
  const home = '{"detail":{"type":"home"}}'
  expect(reasons({ account, homes: [home, '{"detail":{"type":"business"}}', home] })).toEqual([
    'homes: there is an address of type home already',
  ])
})

test('the preview knows people by names, and packs arrays into one string', () => {
  const preview = ['connectionId', 'externalId', 'oid', 'accounts', 'positions', 'color'].map((name) =>
    withDefaults({ name, type: 'string' }),
  )
  const properties = {
    accounts: `[${account}]`,
    positions: '[{"isCurrent":true},{"isCurrent":1}]',
    color: 'blue',
    oid: 'x',
  }
  const { userId, values, custom, ignored } = read(properties, acl, preview)

  expect(userId).toBe('alex')
  expect(values.map(({ property }) => property)).toEqual(['accounts', 'positions'])
  expect(custom.map(({ property }) => property)).toEqual(['color', 'oid'])
  expect(ignored).toMatchObject([{ reason: 'isCurrent has to be true or false' }])
  expect(personProperties(preview.slice(1), 'uncategorized')).toBeUndefined()
})
