import { expect, test } from 'vitest'
import { once } from '@/lib/platform/once'

test('a value is made once', () => {
  let made = 0
  const ask = () => once('test.value', () => ++made)
  expect([ask(), ask()]).toEqual([1, 1])
})

test('what failed is created again on the next call', async () => {
  let tries = 0
  const ask = () =>
    once('test.promise', async () => {
      tries += 1
      if (tries === 1) throw new Error('down')
      return 'up'
    })
  await expect(ask()).rejects.toThrow('down')
  expect(await ask()).toBe('up')
  expect(await ask()).toBe('up')
  expect(tries).toBe(2)
})
