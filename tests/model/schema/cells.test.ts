import { expect, test } from 'vitest'
import {
  findProperties,
  lockedCells,
  parseAliases,
  registeredTwins,
  removalLock,
} from '@/lib/model/schema/cells'
import { labelPlaces } from '@/lib/model/schema/label-places'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'

const property = (more: Partial<Property> = {}): Property => ({ name: 'title', type: 'string', ...more })
const schema = (...properties: Property[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties,
})
const content = { people: false, registered: undefined }

test('a new text property is free in every cell', () => {
  expect(lockedCells(property(), content)).toEqual({})
})

test('only text can become searchable, and a wrong tick can be taken back', () => {
  expect(lockedCells(property({ type: 'int64' }), content).isSearchable).toContain('not int64')
  expect(lockedCells(property({ type: 'int64', isSearchable: true }), content)).toEqual({})
})

test('a registered property keeps name and type and cannot become refinable', () => {
  const registered = property({ isSearchable: true })

  const locks = lockedCells(registered, { people: false, registered })

  expect(Object.keys(locks).sort()).toEqual(['isRefinable', 'name', 'type'])
  expect(removalLock(registered)).toContain('Graph keeps')
})

test('what is registered as refinable cannot become searchable', () => {
  const registered = property({ isRefinable: true })

  expect(lockedCells(registered, { people: false, registered }).isSearchable).toContain('refinable')
})

test('people connections have no use for search attributes', () => {
  const locks = lockedCells(property({ isQueryable: true }), { people: true, registered: undefined })

  expect(Object.keys(locks).sort()).toEqual(['isRefinable', 'isRetrievable', 'isSearchable'])
})

test('a registered property has one twin, whatever the case', () => {
  const registered = schema(property(), property({ name: 'url' }))
  const edited = schema(property({ name: 'Title' }), property({ name: 'title' }), property({ name: 'icon' }))

  expect(registeredTwins(edited, registered)).toEqual([registered.properties[0], undefined, undefined])
  expect(registeredTwins(edited, null)).toEqual([undefined, undefined, undefined])
})

test('a label stands where it was used first', () => {
  const edited = schema(property({ labels: ['title'] }), property({ name: 'name', labels: ['title', 'url'] }))

  expect(labelPlaces(edited)).toEqual(
    new Map([
      ['title', 0],
      ['url', 1],
    ]),
  )
})

test('aliases are parted by commas or spaces', () => {
  expect(parseAliases(' id, number ticket;')).toEqual(['id', 'number', 'ticket'])
})

test('a property is found by its name, type, label, alias or description', () => {
  const edited = schema(
    property({ labels: ['title'], aliases: ['subject'] }),
    property({ name: 'dueAt', type: 'dateTime', description: 'When it has to be solved.' }),
  )

  expect(findProperties(edited, '')).toEqual([0, 1])
  expect(findProperties(edited, 'SUBJ')).toEqual([0])
  expect(findProperties(edited, 'solved')).toEqual([1])
  expect(findProperties(edited, 'datetime')).toEqual([1])
  expect(findProperties(edited, 'nothing')).toEqual([])
})
