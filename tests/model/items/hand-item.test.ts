import { expect, test } from 'vitest'
import { type HandItem, handOf, itemFromHand, type Reader } from '@/lib/model/items/hand-item'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

const schema: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string' },
    { name: 'tags', type: 'stringCollection' },
    { name: 'size', type: 'int64' },
    { name: 'done', type: 'boolean' },
    { name: 'owner', type: 'principal' },
  ],
}
const everyone: Reader = { type: 'everyone', value: '', accessType: 'grant' }
const hand = (changes: Partial<HandItem> = {}): HandItem => ({
  itemId: 'H1',
  values: {
    title: 'Tür',
    tags: ['a;b', '', 'c'],
    size: '9007199254740993',
    done: 'true',
    owner: 'a@b.example',
  },
  acl: [everyone, everyone],
  content: { type: 'text', body: 'Text.' },
  ...changes,
})
const made = (changes?: Partial<HandItem>) =>
  itemFromHand(hand(changes), { schema, tenantId: 'tenant', people: false })

test('a form makes the body of a PUT, with annotations and whole numbers, and reads it back', () => {
  const { item, problems } = made()

  expect(problems).toEqual([])
  expect(item).toEqual({
    acl: [{ type: 'everyone', value: 'tenant', accessType: 'grant' }],
    properties: {
      'title@odata.type': 'String',
      title: 'Tür',
      'tags@odata.type': 'Collection(String)',
      tags: ['a;b', 'c'],
      size: 9007199254740993n,
      done: true,
      owner: expect.objectContaining({ upn: 'a@b.example' }),
    },
    content: { type: 'text', value: 'Text.' },
  })
  const { acl, properties, content = null } = item
  const again = itemFromHand(handOf('H1', { acl, properties, content }, schema), {
    schema,
    tenantId: 'tenant',
    people: false,
  })
  expect(again.item).toEqual(item)
})

test.each<[Partial<HandItem>, string]>([
  [{ itemId: 'a b' }, 'itemId'],
  [{ values: {} }, 'item'],
  [{ values: { size: 'many' } }, 'size'],
  [{ values: { title: 'x', other: 'y' } }, 'other'],
  [{ acl: [] }, 'acl'],
  [{ acl: [{ ...everyone, accessType: 'deny' }] }, 'acl'],
  [{ acl: [everyone, { type: 'user', value: 'a@b.example', accessType: 'grant' }] }, 'acl'],
  [{ acl: [everyone, { type: 'externalGroup', value: ' ', accessType: 'deny' }] }, 'acl'],
])('%j is told at %s', (changes, field) => {
  expect(made(changes).problems.map((one) => one.field)).toContain(field)
})
