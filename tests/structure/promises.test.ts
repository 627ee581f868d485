import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter(
    (line) =>
      /^\| .* \|$/.test(line) && !/^\| *(promise|-+|version|latest release|`main`|anything older)/.test(line),
  )

test('each promise of the threat model names a test that is there', () => {
  expect(rows.length).toBeGreaterThan(15)
  const unproven = rows.filter((row) => {
    const named = [...row.matchAll(/`(tests\/[\w./-]+)`/g)].map(([, path = '']) => path)
    const holds = (path: string) => existsSync(path) && /\btest(\.each)?\(/.test(readFileSync(path, 'utf8'))
    return named.length === 0 || !named.every(holds)
  })
  expect(unproven).toEqual([])
})

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
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Entry>
  }
  const without = Object.entries(packages)
    .filter(([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle)
    .filter(([, { optional, os, cpu }]) => !(optional && (os || cpu)))
    .map(([path]) => path)
  expect(without).toEqual([])
})
