import { expect, test } from 'vitest'
import { sources } from './files'

const most = 220

/** Longer files, each with the reason why a cut would make it harder to read. */
const longer = new Map([
  ['tests/support/resolver-cases.ts', 'one table of cases, which is searched and not read'],
])

const lengthOf = (text: string) => text.split('\n').length - 1

const code = sources('{app,components,lib}/**/*.{ts,tsx,css}', 'tests/{support,structure}/**/*.ts')
  .filter(({ path }) => !path.startsWith('lib/db/migrations/'))
  .map(({ path, text }) => ({ path, lines: lengthOf(text) }))

test(`no file of the program has more than ${most} lines`, () => {
  expect(code.length).toBeGreaterThan(500)
  expect(code.filter(({ path, lines }) => lines > most && !longer.has(path))).toEqual([])
})

test('a file that may be longer is there, and is longer', () => {
  const found = code.filter(({ path, lines }) => longer.has(path) && lines > most)
  expect(found.map(({ path }) => path)).toEqual([...longer.keys()])
})
