import { expect, test } from 'vitest'
import { SeenIds } from '@/lib/snapshots/seen'

test('an id is known by the row that had it first, among very many', () => {
  const seen = new SeenIds()
  for (let row = 1; row <= 100_000; row++) expect(seen.add(`T${row}`, row)).toBeUndefined()

  expect(seen.add('T1', 100_001)).toBe(1)
  expect(seen.add('T99999', 100_002)).toBe(99_999)
  expect(seen.add('t1', 100_003)).toBeUndefined()
})
