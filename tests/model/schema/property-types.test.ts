import { expect, test } from 'vitest'
import { propertyTypes } from '@/lib/model/schema/property-types'
import { PropertyType } from '@/lib/model/schema/schema'

const all = PropertyType.options.map((type) => propertyTypes[type])

test('only text can be searchable', () => {
  expect(all.filter(({ searchable }) => searchable).map(({ type }) => type)).toEqual([
    'string',
    'stringCollection',
  ])
})

test('collections are always annotated in items', () => {
  const annotated = all.filter(({ collection }) => collection).map(({ odataType }) => odataType)
  expect(annotated).toEqual([
    'Collection(String)',
    'Collection(Int64)',
    'Collection(Double)',
    'Collection(DateTimeOffset)',
    'Collection(microsoft.graph.externalConnectors.principal)',
  ])
})
