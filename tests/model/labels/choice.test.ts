import { expect, test } from 'vitest'
import { labelChoices } from '@/lib/model/labels/choice'
import type { Property } from '@/lib/model/schema/schema'

const text: Property = { name: 'title', type: 'string' }
const choices = (property: Property, people = false, taken: [string, string][] = []) =>
  new Map(
    labelChoices(property, { people, taken: new Map(taken) }).flatMap((group) =>
      group.choices.map((choice) => [choice.label, choice] as const),
    ),
  )

test('labels of content and work items are for content, person labels for people', () => {
  const titles = (people: boolean) =>
    labelChoices(text, { people, taken: new Map() }).map(({ title }) => title)

  expect(titles(false)).toEqual(['Content', 'Work items'])
  expect(titles(true)).toEqual(['People'])
})

test('a label for another type, on another property or not supported says so', () => {
  const content = choices(text, false, [['url', 'link']])

  expect(content.get('title')?.reason).toBeNull()
  expect(content.get('url')?.reason).toBe('On link already.')
  expect(content.get('createdDateTime')?.reason).toBe('For dateTime.')
  expect(choices(text, true).get('personManager')?.reason).toContain('Not supported.')
})

test('what is on the property already can be taken away, fitting or not', () => {
  const own = choices({ ...text, type: 'int64', labels: ['title', 'newLabel'] })

  expect(own.get('title')).toMatchObject({ chosen: true, reason: null })
  expect(own.get('newLabel')).toMatchObject({ chosen: true, reason: null })
})

test('what can be chosen comes first', () => {
  for (const { choices: list } of labelChoices(text, { people: false, taken: new Map() })) {
    const open = list.map(({ reason }) => reason === null)
    expect(open).toEqual(open.toSorted((one, other) => Number(other) - Number(one)))
  }
})
