import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { ensureBuild } from '@/lib/cli/build'
import { findBrowser } from './browser'

/** Builds when needed, finds a browser, and runs Playwright with the arguments given. */
try {
  await ensureBuild((line) => process.stdout.write(`${line}\n`))
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  const { status } = spawnSync(
    process.execPath,
    [cli, 'test', '--config', 'tests/playwright.config.ts', ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, BROWSER_PATH: findBrowser() } },
  )
  process.exit(status ?? 1)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
