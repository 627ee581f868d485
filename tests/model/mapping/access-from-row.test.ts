import { expect, test } from 'vitest'
import type { AccessRules } from '@/lib/model/mapping/access'
import { accessFromRow, usersNamedBy } from '@/lib/model/mapping/access-from-row'
import { checkAccess } from '@/lib/model/mapping/check-access'

const anna = '11111111-1111-4111-8111-111111111111'
const group = '22222222-2222-4222-8222-222222222222'
const users = new Map([
  ['anna@contoso.com', anna],
  ['gone@contoso.com', null],
])

const byColumns: AccessRules = {
  rules: [
    { type: 'user', accessType: 'grant', from: { column: 'readers' } },
    { type: 'user', accessType: 'deny', from: { column: 'denied', separator: ',' } },
    { type: 'externalGroup', accessType: 'grant', from: { column: 'groups' } },
  ],
  missing: 'fail',
  whenEmpty: 'fail',
}

const accessOf = (row: Record<string, string>, change: Partial<AccessRules> = {}) =>
  accessFromRow({ ...byColumns, ...change }, { row, computed: {}, users, tenantId: 'tenant' })

test('each name of a column becomes an entry, each entry once', () => {
  const row = { readers: `Anna@contoso.com; ${group};anna@contoso.com`, denied: anna, groups: 'site-dock4' }
  expect(accessOf(row)).toEqual({
    acl: [
      { type: 'user', value: anna, accessType: 'grant' },
      { type: 'user', value: group, accessType: 'grant' },
      { type: 'user', value: anna, accessType: 'deny' },
      { type: 'externalGroup', value: 'site-dock4', accessType: 'grant' },
    ],
    problems: [],
    missing: [],
  })
})

test('more names than an item has room for are refused, and none of them is looked up', () => {
  const row = { readers: Array.from({ length: 100_001 }, (_, at) => `p${at}@contoso.com`).join(';') }

  expect(accessOf(row).problems).toMatchObject([
    { severity: 'error', column: 'readers', message: expect.stringContaining('names 100001') },
  ])
  expect(usersNamedBy(byColumns, { row, computed: {} })).toEqual([])
})

test('the names to look up are those that are no ids', () => {
  const row = { readers: `anna@contoso.com;${group}`, denied: 'gone@contoso.com,nobody' }
  expect(usersNamedBy(byColumns, { row, computed: {} })).toEqual(['anna@contoso.com', 'gone@contoso.com'])
})

test('a user whom the tenant lacks keeps the row back, or is left out, as was chosen', () => {
  const row = { readers: 'anna@contoso.com;gone@contoso.com' }
  expect(accessOf(row).problems).toMatchObject([{ severity: 'error', code: 'unknown-reader' }])
  expect(accessOf(row, { missing: 'skip' })).toMatchObject({
    acl: [{ value: anna }],
    problems: [{ severity: 'warning' }],
    missing: ['gone@contoso.com'],
  })
})

test('when nobody it names is in the tenant, no default lets others read instead', () => {
  const made = accessOf({ readers: 'gone@contoso.com' }, { missing: 'skip', whenEmpty: 'everyone' })
  expect(made.acl).toEqual([])
  expect(made.problems.at(-1)).toMatchObject({
    severity: 'error',
    message: expect.stringContaining('none of those'),
  })
})

test('a record that names nobody gets the default, and without one is not sent', () => {
  expect(accessOf({ readers: ' ' }).problems).toMatchObject([
    { message: expect.stringContaining('names nobody') },
  ])
  expect(accessOf({ denied: anna }, { whenEmpty: 'everyoneExceptGuests' }).acl).toEqual([
    { type: 'user', value: anna, accessType: 'deny' },
    { type: 'everyoneExceptGuests', value: 'tenant', accessType: 'grant' },
  ])
})

test('what is no id and no name says so', () => {
  expect(accessOf({ readers: 'anna', groups: 'no group!' }).problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("'anna' is neither a user principal name nor the object id"),
    expect.stringContaining("'no group!' is no id of an external group"),
  ])
})

test('what an expression gives is read like a column, lists too', () => {
  const access: AccessRules = {
    ...byColumns,
    rules: [{ type: 'group', accessType: 'grant', from: { expression: 'teams.id' } }],
  }
  const made = (value: { value: string[] } | { problem: string }) =>
    accessFromRow(access, { row: {}, computed: { 'access 1': value }, users, tenantId: 'tenant' })
  expect(made({ value: [group, group] }).acl).toEqual([{ type: 'group', value: group, accessType: 'grant' }])
  expect(made({ problem: 'it failed.' }).problems).toMatchObject([{ code: 'expression-failed' }])
})

test('rules that can never let anybody read are refused beforehand', () => {
  const deny: AccessRules = { ...byColumns, rules: byColumns.rules.slice(1, 2) }
  expect(checkAccess(deny)).toMatchObject([
    { field: 'access', message: expect.stringContaining('only deny') },
  ])
  const named: AccessRules = {
    ...byColumns,
    rules: [{ type: 'group', accessType: 'grant', from: { values: ['Marketing'] } }],
  }
  expect(checkAccess(named)).toMatchObject([
    { message: expect.stringContaining("'Marketing' is not the object id") },
  ])
})
