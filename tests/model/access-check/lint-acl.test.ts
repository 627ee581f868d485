import { expect, test } from 'vitest'
import { aclRuleWords, lintAcl } from '@/lib/model/access-check/lint-acl'
import { accessChange } from '@/lib/model/access-check/widens'
import type { Acl } from '@/lib/model/items/item'

const id = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'
const other = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const entry = (text: string): Acl => {
  const [sign, type = 'user', value = 'tenant'] = text.split(' ')
  return { type: type as Acl['type'], value, accessType: sign === '-' ? 'deny' : 'grant' }
}
const list = (...texts: string[]) => texts.map(entry)

test.each([
  [list(`+ user ${id}`), []],
  [list('+ everyoneExceptGuests'), []],
  [list('+ everyone'), ['everyone']],
  [list('+ everyone', `- user ${id}`), ['everyone']],
  [list('+ everyone', '- everyone'), ['hidden']],
  [list(`- user ${id}`), ['nobody']],
  [list(`+ user ${id}`, `- user ${id.toUpperCase()}`), ['hidden']],
  [list(`+ user ${id}`, `+ user ${other}`, `- user ${id}`), []],
  [list('+ externalGroup tier1', '- everyone'), ['hidden']],
  [list('+ user adele@contoso.com'), ['notAnId']],
  [list(`+ user ${id}`, '- group Sales'), ['notAnId']],
])('a list is looked through (%#)', (acl, rules) => {
  expect(lintAcl(acl)).toEqual(rules)
  for (const rule of rules) expect(aclRuleWords[rule as keyof typeof aclRuleWords]).toBeTruthy()
})

test.each([
  [list(`+ user ${id}`), list(`+ user ${id.toUpperCase()}`), {}],
  [list(`+ user ${id}`), list(`+ user ${id}`, '+ externalGroup a'), { gains: true }],
  [list(`+ user ${id}`, '+ externalGroup a'), list(`+ user ${id}`), { loses: true }],
  [list('+ externalGroup a'), list('+ externalGroup A'), { gains: true, loses: true }],
  [list('+ everyone'), list('+ everyone', `+ user ${id}`), {}],
  [list('+ everyone', `- user ${id}`), list('+ everyone'), { gains: true }],
  [list('+ everyone'), list('+ everyone', `- user ${id}`), { loses: true }],
  [list(`+ user ${id}`), list('+ everyone'), { gains: true, toEveryone: true }],
  [list('+ everyoneExceptGuests'), list('+ everyone'), { gains: true }],
  [list('+ everyone'), list('+ everyoneExceptGuests'), { loses: true }],
])('who gains and who loses is told (%#)', (before, after, change) => {
  expect(accessChange(before, after)).toEqual({ gains: false, loses: false, toEveryone: false, ...change })
})
