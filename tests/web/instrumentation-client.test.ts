import { expect, test } from 'vitest'

test('zod compiles no code in the browser, which the content security policy forbids', async () => {
  await import('@/instrumentation-client')
  const { globalConfig } = await import('zod/v4/core')

  expect(globalConfig.jitless).toBe(true)
})
