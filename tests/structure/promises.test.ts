import { existsSync, globSync, readFileSync } from 'node:fs'
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
    // What neither vitest nor Playwright takes for a test is never run.
    const holds = (path: string) =>
      existsSync(path) &&
      /\.(test|spec)\.ts$/.test(path) &&
      !/\btest\.(only|todo|fixme)\b/.test(readFileSync(path, 'utf8')) &&
      /\btest(\.each)?\(/.test(readFileSync(path, 'utf8'))
    return named.length === 0 || !named.every(holds)
  })
  expect(unproven).toEqual([])
})

test('each test of an attack belongs to a promise, and each drill that a promise names is there', () => {
  const all = rows.join('\n')
  const drills = [...all.matchAll(/`npm run endure -- (\w+)`/g)].map(([, name]) => name)

  expect(globSync('tests/security/*.{test,spec}.ts').filter((path) => !all.includes(`\`${path}\``))).toEqual(
    [],
  )
  expect(drills.length).toBeGreaterThan(0)
  expect(drills.filter((name) => !existsSync(`tests/endure/${name}.ts`))).toEqual([])
})
