import { expect, test } from 'vitest'
import { compareItem, type PartResult } from '@/lib/model/items/compare'

const acl = [{ type: 'everyone', value: 't', accessType: 'grant' }]
const item = (properties: Record<string, unknown>, more = {}) => ({ acl, properties, ...more })
const names = ['title', 'status', 'tags']

const results = (
  source: ReturnType<typeof item> | null,
  sent: ReturnType<typeof item> | null,
  held: ReturnType<typeof item> | null,
) =>
  Object.fromEntries(
    compareItem({ source, sent, held }, names).map(({ name, result }): [string, PartResult] => [
      name,
      result,
    ]),
  )

test('each part says who changed it', () => {
  expect(
    results(
      item({ title: 'Jam', status: 'Resolved', 'tags@odata.type': 'Collection(String)', tags: ['a'] }),
      item({ title: 'Jam', status: 'Open', tags: ['a'] }),
      item({ title: 'Jam', status: 'Open', tags: ['a', 'b'] }, { content: { type: 'text', value: 'x' } }),
    ),
  ).toEqual({
    status: 'sourceIsNewer',
    tags: 'notFromHere',
    Content: 'notFromHere',
    title: 'same',
    'Who may read': 'same',
  })
})

test('differences come first, then the schema says the order', () => {
  const rows = compareItem(
    {
      source: item({ title: 'a', status: 'b', tags: [] }),
      sent: item({ title: 'a', status: 'x', tags: [] }),
      held: item({ title: 'a', status: 'x', tags: [], added: 1 }),
    },
    names,
  )

  expect(rows.map(({ name }) => name)).toEqual(['status', 'added', 'title', 'tags', 'Who may read'])
  expect(rows[0]).toEqual({
    name: 'status',
    source: '"b"',
    sent: '"x"',
    held: '"x"',
    result: 'sourceIsNewer',
  })
})

test('the order of members and of access entries says nothing', () => {
  const deny = { type: 'user', value: 'u', accessType: 'deny' }
  const one = { acl: [...acl, deny], properties: { owner: { upn: 'a', entraId: 'b' } } }
  const other = {
    acl: [{ ...deny, identitySource: 'azureActiveDirectory' }, ...acl],
    properties: { owner: { entraId: 'b', upn: 'a' }, gone: null },
  }

  expect(compareItem({ source: one, sent: one, held: other }, []).map(({ result }) => result)).toEqual([
    'same',
    'same',
  ])
})

test('what is not known is not called the same, nor a difference', () => {
  expect(results(null, item({ title: 'a' }), item({ title: 'a' }))).toMatchObject({ title: 'unknown' })
  expect(results(item({ title: 'a' }), item({ title: 'a' }), null)).toMatchObject({ title: 'unknown' })
  expect(results(item({ title: 'a' }), null, item({ title: 'b' }))).toMatchObject({ title: 'unknown' })
  expect(results(item({ title: 'a' }), null, item({ title: 'a' }))).toMatchObject({ title: 'same' })
  expect(results(null, null, null)).toEqual({})
})
