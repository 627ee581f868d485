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
