import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const macs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chromium to test with: Playwright's own, a system one, one that Playwright downloads, or on
 * Debian as root the distribution's package. Throws an Error that says what to install when none can be had.
 */
export function findBrowser(): string {
  const found = own() ?? onSystem() ?? downloaded() ?? packaged()
  if (found) return found
  throw new Error(
    'No browser for the end-to-end tests. Install Chromium or Chrome (Debian: apt-get install chromium), ' +
      'or run "npx playwright install chromium", and start the tests again.',
  )
}

function own() {
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function onSystem() {
  const finder = process.platform === 'win32' ? 'where' : 'which'
  for (const name of names) {
    const { status, stdout } = spawnSync(finder, [name], { encoding: 'utf8' })
    const path = stdout?.split('\n')[0]?.trim()
    if (status === 0 && path) return path
  }
  return macs.find(existsSync)
}

function downloaded() {
  const cli = createRequire(import.meta.url).resolve('playwright/cli')
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 300_000,
  })
  return status === 0 ? own() : undefined
}

function packaged() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio: 'ignore' })
  } catch {
    return undefined // The caller says what to install by hand.
  }
  return onSystem()
}
