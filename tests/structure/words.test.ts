import { expect, test } from 'vitest'
import { sources } from './files'

/** Words of this project's past, and the word of the field to use (docs/glossary.md). */
const words: [past: RegExp, word: string][] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bletGo\b|\blets? go\b/i, 'release'],
  [/\bmade a(new|fresh)\b/i, 'created again'],
]

const files = sources('{app,components,lib,tests,docs}/**/*.{ts,tsx,md}', '*.{ts,md,mjs}').filter(
  ({ path }) => path !== 'tests/structure/words.test.ts',
)

test.each(words)('nothing says %s', (past) => {
  expect(files.filter(({ text }) => past.test(text)).map(({ path }) => path)).toEqual([])
})
