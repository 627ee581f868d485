import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    reporters: ['default', '@/tests/support/reporters/vitest.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    env: { LOG_LEVEL: 'silent' },
    pool: 'forks',
    // A third of the time two of them wait: for a worker that was killed, a lease, a Graph that is slow.
    maxWorkers: 4,
    // What works ends long before; a busy machine needs longer.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // As in playwright.config.ts: the end of the run names whatever needed a second try.
    retry: 1,
  },
})
