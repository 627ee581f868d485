import { readFileSync } from 'node:fs'
import { checkSync } from 'recheck/lib/browser.js'
import { expect, test } from 'vitest'
import { sources } from './files'
import { patternsOf } from './patterns'

// What people bring (cells, links, cards, drafts, headers) is read by these patterns, so each takes time in proportion to
// its text. `recheck` proves it, in seconds for some: what it has proved stands in known-patterns.json, by the pattern's own
// text, and so does why each pattern that it cannot prove is harmless. CHECK_PATTERNS=all proves all of them again.

interface Known {
  linear: string[]
  /** Those that are not linear or that `recheck` does not understand, each with what bounds it. */
  bounded: Record<string, string>
}
const known: Known = JSON.parse(readFileSync('tests/structure/known-patterns.json', 'utf8'))
const proved = new Set(process.env.CHECK_PATTERNS === 'all' ? [] : known.linear)
const all = sources('lib/model/**/*.ts', 'lib/sources/**/*.ts').flatMap(patternsOf)
const nameOf = ({ source, flags }: { source: string; flags: string }) => `/${source}/${flags}`

test('each regular expression over what people bring is linear, or bounded for a reason', {
  timeout: 120_000,
}, () => {
  expect(all.length).toBeGreaterThan(100)
  const unproved = all.filter(
    (pattern) => !proved.has(nameOf(pattern)) && !(nameOf(pattern) in known.bounded),
  )

  const wrong = unproved.flatMap(({ path, source, flags }) => {
    const { status } = checkSync(source, flags.replace(/[dv]/g, ''), {
      timeout: 20_000,
      checker: 'automaton',
    })
    return status === 'safe' ? [] : [`${path}: /${source}/${flags} is ${status}`]
  })

  expect(wrong, 'make it linear, or say in known-patterns.json what bounds it').toEqual([])
})

test('no pattern that is gone is excused', () => {
  const there = new Set(all.map(nameOf))

  expect(Object.keys(known.bounded).filter((name) => !there.has(name))).toEqual([])
})

test('patterns are built from text only where the text is an admin’s own, which a worker runs', () => {
  const built = sources('lib/model/**/*.ts', 'lib/sources/**/*.ts')
    .filter(({ text }) => /\bnew RegExp\(|\bRegExp\(/.test(text))
    .map(({ path }) => path)

  expect(built.length).toBeGreaterThan(0)
  expect(built.filter((path) => !path.startsWith('lib/model/resolvers/'))).toEqual([])
})

test('a pattern that hangs is found, in code and not in words about it', () => {
  const text =
    "const a = 1 / 2 / 3 // not /(x+)+y/\nconst t = '/(x+)+y/'\nif (/(x+)+y/u.test(t)) return /[/]/"

  expect(patternsOf({ path: 'a.ts', text }).map(nameOf)).toEqual(['/(x+)+y/u', '/[/]/'])
  expect(checkSync('(x+)+y', '', { checker: 'automaton' }).status).toBe('vulnerable')
})
