import { expect, test } from 'vitest'
import { newGroup, readActivity, readIdentity } from '../../../lib/emulator/rules/group-rules'

const userId = '9d9e74ad-9d28-50d7-b985-144a357e8e85'

test.each(['a', 'a'.repeat(128), 'QWxsX2NhbnNlZQ==', 'tier-1_north'])('a group id like %s is taken', (id) => {
  expect(newGroup({ id })).toMatchObject({ id })
})

test.each(['', 'a'.repeat(129), 'tier 1', 'tier/1', 'tier+1', 'é'])('a group id like %s is refused', (id) => {
  expect(() => newGroup({ id })).toThrow(/URL-safe base64/)
})

test.each([
  ['user', userId],
  ['group', userId],
  ['externalGroup', 'tier1'],
  ['externalGroup', userId],
])('a %s like %s is a member', (type, id) => {
  expect(readIdentity({ type, id })).toEqual({ id, type })
})

test.each([
  ['user', 'alexw@contoso.com'],
  ['user', 'tier1'],
  ['group', 'tier1'],
  ['externalGroup', 'tier/1'],
  ['device', userId],
])('a %s like %s is no member', (type, id) => {
  expect(() => readIdentity({ type, id })).toThrow()
})

const activity = {
  type: 'viewed',
  startDateTime: '2026-01-31T08:00:00Z',
  performedBy: { type: 'user', id: userId },
}

test.each(['viewed', 'modified', 'created', 'commented'])('somebody may have %s an item', (type) => {
  expect(readActivity({ ...activity, type })).toEqual({ ...activity, type })
})

test.each([
  ['of an unknown type', { type: 'liked' }],
  ['without a type', { type: undefined }],
  ['without a time', { startDateTime: undefined }],
  ['whose time is a word', { startDateTime: 'yesterday' }],
  ['of nobody', { performedBy: undefined }],
])('an activity is refused %s', (_, change) => {
  expect(() => readActivity({ ...activity, ...change })).toThrow()
})
