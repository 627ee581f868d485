import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import base from '../../vitest.config'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** One test that fails, with the set-up of all others. */
export default defineConfig({ ...base, test: { ...base.test, include: [`${folder}fails.ts`] } })
