import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import base from '../../vitest.config'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** One test that fails, and one that passes when it is tried again, with the set-up of all others. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: undefined,
    globalSetup: ['tests/support/postgres.ts'],
    include: [`${folder}{fails,passes-later}.ts`],
  },
})
