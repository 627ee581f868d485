import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '{e2e,security}/*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './support/prepare.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine is told from a fault, and the end of the run names whatever needed a second try.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./support/reporters/playwright.ts']],
  use: {
    viewport: { width: 1440, height: 900 },
    // Its pictures of every frame cost a tenth of the run; it keeps the pages themselves, and a failure its picture.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.BROWSER_PATH,
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
      chromiumSandbox: process.getuid?.() !== 0,
    },
  },
})
