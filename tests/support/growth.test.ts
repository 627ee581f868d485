import { expect, test } from 'vitest'
import { expectLinear } from './growth'

const pairs = (count: number) => () => {
  let sum = 0
  for (let one = 0; one < count; one++) for (let other = 0; other < count; other++) sum += one ^ other
  return sum
}
const each = (count: number) => () => {
  let sum = 0
  for (let one = 0; one < count; one++) sum += one ^ (one >> 3)
  return sum
}

test('work that grows with the length passes, at ten and at a hundred times', async () => {
  await expectLinear(each, 50_000)
  await expectLinear(each, 50_000, 100)
})

test('work that grows with the square does not', async () => {
  await expect(expectLinear(pairs, 500)).rejects.toThrow(/10 times the size/)
  await expect(expectLinear(pairs, 100, 100)).rejects.toThrow(/100 times the size/)
})
