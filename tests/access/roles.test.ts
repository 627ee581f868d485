import { expect, test } from 'vitest'
import { rolesOf } from '@/lib/access/roles'

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
  [{ roles: ['Connectors.Admin'] }, ['Admin']],
  [{ roles: ['Connectors.Operator'] }, ['Operator']],
  [{ roles: ['Connectors.Reader'] }, ['Reader']],
  [{ roles: ['connectors.reader'] }, ['Reader']],
  [{ wids: [wids.globalAdmin] }, ['Admin']],
  [{ wids: [wids.searchAdmin] }, ['Admin']],
  [{ wids: [wids.aiAdmin] }, ['Admin']],
  [{ wids: [wids.peopleAdmin] }, ['PeopleAdmin']],
  [{ wids: [wids.searchEditor] }, ['Operator']],
  [{ wids: [wids.globalReader] }, ['Reader']],
  [{ wids: [wids.userAdmin] }, []],
  [{ wids: [wids.globalReader, wids.searchAdmin] }, ['Admin']],
  [{ wids: [wids.peopleAdmin, wids.searchEditor] }, ['Operator', 'PeopleAdmin']],
  [{ roles: ['Connectors.Reader'], wids: [wids.searchEditor] }, ['Operator']],
  [{}, []],
  [{ roles: 'Connectors.Admin', wids: { 0: wids.globalAdmin } }, []],
  [{ roles: ['constructor', '__proto__', ''] }, []],
])('%j gives %j', (claims, roles) => {
  expect(rolesOf(claims)).toEqual(roles)
})

test('the configuration adds roles and takes defaults away', () => {
  const map = {
    'HR.Sync': 'Operator',
    [wids.userAdmin]: 'PeopleAdmin',
    [wids.globalAdmin.toUpperCase()]: 'None',
  } as const

  expect(rolesOf({ roles: ['HR.Sync'] }, map)).toEqual(['Operator'])
  expect(rolesOf({ wids: [wids.userAdmin] }, map)).toEqual(['PeopleAdmin'])
  expect(rolesOf({ wids: [wids.globalAdmin] }, map)).toEqual([])
})
