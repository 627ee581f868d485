import { expect, test } from 'vitest'
import { diffSchema } from '@/lib/model/schema/diff'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'

const schema = (...properties: Property[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties,
})
const title: Property = {
  name: 'title',
  type: 'string',
  isSearchable: true,
  labels: ['title'],
  aliases: ['subject'],
}
const facet: Property = { name: 'facet', type: 'string', isRefinable: true }
const changes = (after: Property[]) =>
  diffSchema(schema(title, facet), schema(...after)).map((change) => [
    change.property,
    change.change,
    change.class,
  ])

test('nothing changed is no change, whatever the order', () => {
  expect(changes([facet, { ...title, isQueryable: false, description: '' }])).toEqual([])
})

test.each<[Property[], unknown[]]>([
  [
    [title, facet, { name: 'fresh', type: 'int64' }],
    ['fresh', 'addProperty', 'reingest'],
  ],
  [[facet], ['title', 'removeProperty', 'refused']],
  [
    [{ ...title, name: 'headline' }, facet],
    ['headline', 'renameProperty', 'refused'],
  ],
  [
    [{ ...title, type: 'stringCollection' }, facet],
    ['title', 'changeType', 'refused'],
  ],
  [
    [{ ...title, isQueryable: true }, facet],
    ['title', 'addAttribute', 'reingest'],
  ],
  [
    [{ ...title, isSearchable: false }, facet],
    ['title', 'removeAttribute', 'reingest'],
  ],
  [
    [{ ...title, isRefinable: true }, facet],
    ['title', 'addRefinable', 'refused'],
  ],
  [
    [title, { ...facet, isRefinable: false }],
    ['facet', 'removeAttribute', 'reingest'],
  ],
  [
    [title, { ...facet, isRefinable: false, isSearchable: true }],
    ['facet', 'refinableToSearchable', 'refused'],
  ],
  [
    [{ ...title, labels: [] }, facet],
    ['title', 'removeLabel', 'reingest'],
  ],
  [
    [title, { ...facet, labels: ['state'] }],
    ['facet', 'addLabel', 'reingest'],
  ],
  [
    [{ ...title, aliases: undefined }, facet],
    ['title', 'removeAlias', 'now'],
  ],
  [
    [title, { ...facet, aliases: ['kind'] }],
    ['facet', 'addAlias', 'now'],
  ],
  [
    [title, { ...facet, description: 'Kind of it' }],
    ['facet', 'changeDescription', 'now'],
  ],
])('a change is named and classed: %j', (after, change) => {
  expect(changes(after)).toEqual([change])
})

test('a removed and an unlike added property are not a rename', () => {
  expect(changes([title, { name: 'count', type: 'int64' }])).toEqual([
    ['count', 'addProperty', 'reingest'],
    ['facet', 'removeProperty', 'refused'],
  ])
})
