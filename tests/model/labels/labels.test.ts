import { expect, test } from 'vitest'
import { canonicalLabel, labelGroups, labelInfo, labels } from '@/lib/model/labels/labels'
import { PropertyType } from '@/lib/model/schema/schema'

test('all labels of the service are known, each once', () => {
  const counts = labelGroups.map(({ kind, labels: { length } }) => [kind, length])
  expect(counts).toEqual([
    ['semantic', 12],
    ['workItem', 17],
    ['person', 25],
  ])
  expect(new Set(labels.map(({ label }) => label.toLowerCase())).size).toBe(54)
})

test('every label says what it does and which types it takes', () => {
  for (const { use, propertyTypes, supported } of labels) {
    expect(use).toMatch(/^[A-Z].*\.$/)
    expect(propertyTypes.length > 0).toBe(supported)
    expect(PropertyType.options).toEqual(expect.arrayContaining([...propertyTypes]))
  }
})

test('Copilot needs three labels', () => {
  expect(labels.filter(({ requiredForCopilot }) => requiredForCopilot).map(({ label }) => label)).toEqual([
    'title',
    'url',
    'iconUrl',
  ])
})

test('person labels name the entity that their values hold', () => {
  expect(labelInfo('personCurrentPosition')).toMatchObject({
    entity: 'workPosition',
    propertyTypes: ['string'],
    maxItems: 1,
  })
  expect(labelInfo('personSkills')).toMatchObject({
    entity: 'skillProficiency',
    propertyTypes: ['stringCollection'],
  })
  expect(labels.filter(({ supported }) => !supported)).toHaveLength(5)
})

test('other spellings lead to the name of the service', () => {
  expect(['assignedTo', 'numReactions', 'ICONURL', ' title '].map(canonicalLabel)).toEqual([
    'assignedToPeople',
    'numberOfReactions',
    'iconUrl',
    'title',
  ])
  expect(labelInfo('assignedTo').label).toBe('assignedToPeople')
})

test('an unknown label is kept and shown as unknown', () => {
  expect(canonicalLabel('moonPhase')).toBe('moonPhase')
  expect(labelInfo('moonPhase')).toMatchObject({ label: 'moonPhase', kind: 'unknown', supported: true })
})
