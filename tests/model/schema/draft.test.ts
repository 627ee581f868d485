import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canRedo, canUndo, type DraftStep, draftReducer, newDraft } from '@/lib/model/schema/draft'
import { emptySchema, type Property } from '@/lib/model/schema/schema'

const text = (name: string): Property => ({ name, type: 'string' })
const start = newDraft({ ...emptySchema, properties: ['a', 'b', 'c'].map(text) })
const after = (...steps: DraftStep[]) => steps.reduce(draftReducer, start)
const names = (...steps: DraftStep[]) =>
  after(...steps)
    .schema.properties.map(({ name }) => name)
    .join()
const rename = (index: number, name: string): DraftStep => ({ type: 'change', index, change: { name } })

test('properties can be added, changed, removed, moved and replaced', () => {
  expect(names({ type: 'add', property: text('d') })).toBe('a,b,c,d')
  expect(names({ type: 'add', property: text('d'), at: 0 })).toBe('d,a,b,c')
  expect(names(rename(1, 'x'))).toBe('a,x,c')
  expect(names({ type: 'remove', index: 1 })).toBe('a,c')
  expect(names({ type: 'move', from: 0, to: 2 })).toBe('b,c,a')
  expect(names({ type: 'replaceAll', schema: emptySchema })).toBe('')
})

test('typing in one field is one step to undo', () => {
  const typed = [rename(0, 'n'), rename(0, 'na'), rename(0, 'nam'), rename(1, 'x')]
  expect(names(...typed, { type: 'undo' })).toBe('nam,b,c')
  expect(names(...typed, { type: 'undo' }, { type: 'undo' })).toBe('a,b,c')
  expect(names(...typed, { type: 'undo' }, { type: 'undo' }, { type: 'redo' })).toBe('nam,b,c')
})

test('ticking boxes is one step each, and typing after undo starts anew', () => {
  const tick = (isSearchable: boolean): DraftStep => ({ type: 'change', index: 0, change: { isSearchable } })
  expect(after(tick(true), tick(false)).past).toHaveLength(2)
  expect(after(rename(0, 'x'), rename(0, 'xy'), { type: 'undo' }, rename(0, 'z')).past).toHaveLength(1)
})

test('a step that changes nothing leaves the draft alone', () => {
  expect(after(rename(0, 'a'))).toBe(start)
  expect(after({ type: 'remove', index: 9 })).toBe(start)
  expect(after({ type: 'undo' }, { type: 'redo' })).toBe(start)
})

test('a new step forgets what was undone', () => {
  const state = after(rename(0, 'x'), { type: 'undo' }, { type: 'remove', index: 2 })
  expect([canUndo(state), canRedo(state)]).toEqual([true, false])
})

test('untouched properties stay the same objects', () => {
  const { properties } = after(rename(1, 'x')).schema
  expect(properties[0]).toBe(start.schema.properties[0])
  expect(properties[2]).toBe(start.schema.properties[2])
})

const place = fc.nat({ max: 4 })
const anyStep: fc.Arbitrary<DraftStep> = fc.oneof(
  fc.record({ type: fc.constant('add' as const), at: place }),
  fc.record({ type: fc.constant('change' as const), index: place, change: fc.record({ name: fc.string() }) }),
  fc.record({
    type: fc.constant('change' as const),
    index: place,
    change: fc.record({ isSearchable: fc.boolean() }),
  }),
  fc.record({ type: fc.constant('remove' as const), index: place }),
  fc.record({ type: fc.constant('move' as const), from: place, to: place }),
)

test('undoing everything leads back to the start, redoing to the end', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      const end = steps.reduce(draftReducer, start)
      const repeat = (type: 'undo' | 'redo') => steps.map((): DraftStep => ({ type }))
      const back = repeat('undo').reduce(draftReducer, end)
      expect(back.schema).toEqual(start.schema)
      expect(repeat('redo').reduce(draftReducer, back).schema).toEqual(end.schema)
    }),
  )
})
