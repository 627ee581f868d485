import { expect, test } from 'vitest'
import { ignoredValues } from '../../../lib/emulator/rules/people-values'
import { withDefaults } from '../../../lib/emulator/rules/schema-rules'

const schema = [
  withDefaults({ name: 'account', type: 'string', labels: ['personAccount'] }),
  withDefaults({ name: 'emails', type: 'stringCollection', labels: ['personEmails'] }),
  withDefaults({ name: 'color', type: 'string' }),
]
const users = new Map([
  ['alexw@contoso.com', { mail: 'alexw@contoso.com' }],
  ['room@contoso.com', { mail: null }],
])
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }] as const
const reasons = (properties: object, access: object = acl) =>
  ignoredValues({ acl: access as never, properties: properties as never }, schema, (key) =>
    users.get(key),
  ).map(({ property, reason }) => `${property}: ${reason}`)
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

test('an item without account or not for everyone is ignored', () => {
  expect(reasons({ color: 'blue' }, [])).toEqual([
    'acl: the item is not granted to everyone',
    'account: the item names no account',
  ])
})
