import { expect, test } from 'vitest'
import { sources } from './files'

/** Words of this project's past, and the word of the field to use (docs/glossary.md). */
const words: [past: RegExp, word: string][] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bletGo\b|\blets? go\b/i, 'release'],
  [/\bmade a(new|fresh)\b/i, 'created again'],
]

const exempt = new Set(['tests/structure/words.test.ts', 'docs/glossary.md'])
const files = sources('{app,components,lib,tests,docs}/**/*.{ts,tsx,md}', '*.{ts,md,mjs}').filter(
  ({ path }) => !exempt.has(path),
)

test.each(words)('nothing says %s, for which the word is %s', (past) => {
  expect(files.filter(({ text }) => past.test(text)).map(({ path }) => path)).toEqual([])
})
