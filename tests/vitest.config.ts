import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Tests of pure functions and of the text of the files: nothing of theirs outlives them. */
const pure = 'tests/{components,model,structure}/**/*.test.ts'
/** What these keep is in a database or an emulator, which each test gets empty. */
const kept = 'tests/{access,blobs,emulator,graph,operations,services,snapshots,sources,sync}/**/*.test.ts'
const globalSetup = ['tests/support/postgres.ts']

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    reporters: ['default', '@/tests/support/reporters/vitest.ts'],
    projects: [
      // Processes, configuration and what is there once in a process: each file has a process of its own.
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'node_modules/**', pure, kept],
          globalSetup,
        },
      },
      // A process, its modules and its PGlite for each of them would take longer than the tests do.
      { extends: true, test: { name: 'kept', include: [kept], isolate: false, globalSetup } },
      { extends: true, test: { name: 'together', include: [pure], isolate: false } },
    ],
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
