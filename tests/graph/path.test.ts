import { expect, test } from 'vitest'
import { literal, path } from '@/lib/graph/path'

test('what is put into a path is encoded', () => {
  expect(path`/users/${'eva_fabrikam.com#EXT#@contoso.com'}`).toBe(
    '/users/eva_fabrikam.com%23EXT%23%40contoso.com',
  )
  expect(path`/external/connections/${'a/b?c'}/schema`).toBe('/external/connections/a%2Fb%3Fc/schema')
})

test('an id that would lead to another resource is refused', () => {
  for (const id of ['', '.', '..']) {
    expect(() => path`/external/connections/hr1/items/${id}`).toThrow('cannot be used as an id')
  }
})

test('a quote in a key is doubled', () => {
  expect(path`/admin/people/profileSources(sourceId='${literal("o'hara")}')`).toBe(
    "/admin/people/profileSources(sourceId='o''hara')",
  )
})
