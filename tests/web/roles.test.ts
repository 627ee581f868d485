import { expect, test } from 'vitest'
import { roleOf } from '@/lib/web/roles'

const wids = {
  globalAdmin: '62e90394-69f5-4237-9190-012177145e10',
  searchAdmin: '0964bb5e-9bdb-4d7b-ac29-58e794862a40',
  aiAdmin: 'd2562ede-74db-457e-a7b6-544e236ebb61',
  peopleAdmin: '024906de-61e5-49c8-8572-40335f1e0e10',
  searchEditor: '8835291a-918c-4fd7-a9ce-faa49f0cf7d9',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  userAdmin: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
}

test.each([
  [{ roles: ['Connectors.Admin'] }, 'Admin', 'Admin'],
  [{ roles: ['Connectors.Operator'] }, 'Operator', 'Operator'],
  [{ roles: ['Connectors.Reader'] }, 'Reader', 'Reader'],
  [{ roles: ['connectors.reader'] }, 'Reader', 'Reader'],
  [{ wids: [wids.globalAdmin] }, 'Admin', 'Admin'],
  [{ wids: [wids.searchAdmin] }, 'Admin', 'Admin'],
  [{ wids: [wids.aiAdmin] }, 'Admin', 'Admin'],
  [{ wids: [wids.peopleAdmin] }, 'Reader', 'Admin'],
  [{ wids: [wids.searchEditor] }, 'Operator', 'Operator'],
  [{ wids: [wids.globalReader] }, 'Reader', 'Reader'],
  [{ wids: [wids.userAdmin] }, null, null],
  [{ wids: [wids.globalReader, wids.searchAdmin] }, 'Admin', 'Admin'],
  [{ wids: [wids.peopleAdmin, wids.searchEditor] }, 'Operator', 'Admin'],
  [{ roles: ['Connectors.Reader'], wids: [wids.searchEditor] }, 'Operator', 'Operator'],
  [{}, null, null],
  [{ roles: 'Connectors.Admin', wids: { 0: wids.globalAdmin } }, null, null],
  [{ roles: ['constructor', '__proto__', ''] }, null, null],
])('%j is %s, and %s for people', (claims, role, peopleRole) => {
  expect(roleOf(claims)).toEqual({ role, peopleRole })
})

test('the configuration adds roles and takes defaults away', () => {
  const map = {
    'HR.Sync': 'Operator',
    [wids.userAdmin]: 'PeopleAdmin',
    [wids.globalAdmin.toUpperCase()]: 'None',
  } as const

  expect(roleOf({ roles: ['HR.Sync'] }, map)).toEqual({ role: 'Operator', peopleRole: 'Operator' })
  expect(roleOf({ wids: [wids.userAdmin] }, map)).toEqual({ role: 'Reader', peopleRole: 'Admin' })
  expect(roleOf({ wids: [wids.globalAdmin] }, map)).toEqual({ role: null, peopleRole: null })
})
