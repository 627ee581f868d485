import { expect, test, vi } from 'vitest'
import { AppError } from '@/lib/platform/errors'

test('an error made by another copy of the module is known all the same', async () => {
  vi.resetModules()
  const copy = await import('@/lib/platform/errors')

  expect(copy.AppError).not.toBe(AppError)
  expect(new copy.AppError('conflict', 'Taken.')).toBeInstanceOf(AppError)
  expect(new Error('Taken.')).not.toBeInstanceOf(AppError)
})

test('a subclass is still told apart', () => {
  class Narrow extends AppError {}

  expect(new Narrow('conflict', 'Taken.')).toBeInstanceOf(AppError)
  expect(new AppError('conflict', 'Taken.')).not.toBeInstanceOf(Narrow)
})
