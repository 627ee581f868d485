import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const workflow = readFileSync('.github/workflows/ci.yml', 'utf8')

interface Entry {
  integrity?: string
  link?: boolean
  inBundle?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
}

// npm writes no hash for a package of another platform that it did not fetch. It is never installed here.
test('the lock file has the hash of every package but those of other platforms', () => {
  const { packages } = json('package-lock.json') as { packages: Record<string, Entry> }
  const without = Object.entries(packages)
    .filter(([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle)
    .filter(([, { optional, os, cpu }]) => !(optional && (os || cpu)))
    .map(([path]) => path)
  expect(without).toEqual([])
})

test('the bill of materials has each package that the console runs with, and no other', () => {
  const { dependencies, devDependencies } = json('package.json')
  const bill = JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { encoding: 'utf8' }))
  const listed = new Map<string, string>(
    bill.components.map(({ name, version }: { name: string; version: string }) => [name, version]),
  )

  expect(bill.bomFormat).toBe('CycloneDX')
  for (const [name, version] of Object.entries(dependencies))
    expect([name, listed.get(name)]).toEqual([name, version])
  for (const name of ['vitest', '@biomejs/biome', 'drizzle-kit'] as const) {
    expect(devDependencies).toHaveProperty([name])
    expect(listed.has(name)).toBe(false)
  }
})

test('where there is a network, advisories are asked for, and each action is fixed to a commit', () => {
  expect(workflow).toMatch(/^ +- run: npm audit --omit=dev$/m)
  expect(workflow).toMatch(/^ +- run: npm run --silent sbom > \S+\.json$/m)
  const uses = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
  expect(uses.length).toBeGreaterThan(0)
  expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([])
})
