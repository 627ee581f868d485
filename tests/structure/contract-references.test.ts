import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endpoints, rules } from '../../lib/emulator/matrix/matrix'
import { sources as matrixSources } from '../../lib/emulator/matrix/sources'
import { switches } from '../../lib/emulator/switches/switches'
import { sources } from './files'

const contract = readFileSync('docs/graph-contract.md', 'utf8')

/** A rule begins with its anchor and ends where the next one begins. */
const contractRules = contract
  .slice(0, contract.indexOf('\n## Sources'))
  .split('<a id="')
  .slice(1)
  .map((part) => {
    const [, anchor = '', number = ''] = /^([a-z0-9-]+)"><\/a>\s*(?:\*\*)?(\d+\.\d+)/.exec(part) ?? []
    const text = part.split('\n\n', 1)[0] ?? ''
    const row = text.split('\n', 1)[0] ?? ''
    // In a table the rest of the paragraph is other rules.
    const own = /^[a-z0-9-]+"><\/a>\d/.test(part) ? row : text
    return { anchor, number, own }
  })

const headings = [...contract.matchAll(/^##+ (.+)$/gm)].map(([, title = '']) =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-'),
)
const anchors = new Set([...contractRules.map(({ anchor }) => anchor), ...headings])

const markOf = (own: string) => /(?<=_|\| )(documented|observed|assumed)(?=_|\s+\|)/.exec(own)?.[1]
const sourcesOf = (own: string) => [...own.matchAll(/\[([DEMCS]\d+)\]/g)].map(([, id = '']) => id)

test('each rule of the contract has an anchor and a number of its own', () => {
  const numbers = contractRules.map(({ number }) => number)
  const sections = [...new Set(numbers.map((number) => number.split('.')[0]))]
  const inOrder = sections.flatMap((section) =>
    numbers
      .filter((number) => number.startsWith(`${section}.`))
      .map((number, index) => [number, `${section}.${index + 1}`]),
  )

  expect(contractRules.length).toBeGreaterThan(250)
  expect(inOrder.filter(([number, expected]) => number !== expected)).toEqual([])
  expect(anchors.size).toBe(contractRules.length + headings.length)
})

test('each rule of the contract says how sure it is, and where it is from unless it is assumed', () => {
  const unsure = contractRules.filter(({ own }) => !markOf(own))
  const unfounded = contractRules.filter(
    ({ own }) => markOf(own) !== 'assumed' && sourcesOf(own).length === 0,
  )

  expect([...unsure, ...unfounded].map(({ anchor }) => anchor)).toEqual([])
})

test('the sources of the contract are listed, with the addresses that the matrix has', () => {
  const cited = new Set(contractRules.flatMap(({ own }) => sourcesOf(own)))
  const links = new Map([...contract.matchAll(/^\[([DEMCS]\d+)\]: (\S+)$/gm)].map(([, id, to]) => [id, to]))
  const listed = [...contract.matchAll(/^- \[?([DEMCS]\d+)[\]:] /gm)].map(([, id = '']) => id)

  expect(listed.sort()).toEqual([...cited].sort())
  expect([...links].filter(([id, to]) => matrixSources[id as keyof typeof matrixSources] !== to)).toEqual([])
})

test('links to the contract lead to its anchors', () => {
  const files = sources('{app,components,lib,tests,docs}/**/*.{ts,tsx,md}', '*.{ts,md,mjs}')
  const linked = files.flatMap(({ path, text }) =>
    [...text.matchAll(/graph-contract\.md#([a-z0-9-]+)/g)].map(([, anchor = '']) => ({ path, anchor })),
  )
  const inside = [...contract.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => ({
    path: 'docs/graph-contract.md',
    anchor,
  }))

  expect(linked.length).toBeGreaterThan(300)
  expect([...linked, ...inside].filter(({ anchor }) => !anchors.has(anchor))).toEqual([])
})

test('the matrix of the local tenant names rules of the contract, and is as sure of them', () => {
  const marks = new Map(contractRules.map(({ anchor, own }) => [anchor, markOf(own)]))
  const entries = [...Object.entries(endpoints), ...rules.map((rule) => [rule.id, rule] as const)]
  const differing = entries.filter(([, { contract: anchor, standing }]) => marks.get(anchor) !== standing)

  expect(differing.map(([name]) => name)).toEqual([])
  expect(switches.filter(({ contract: anchor }) => !marks.has(anchor)).map(({ name }) => name)).toEqual([])
})

test('nothing refers to a document that is not here', () => {
  const word = new RegExp(`\\b${'contract'.toUpperCase()}\\b`)
  const files = sources(
    '{app,components,lib,tests,docs,public}/**/*.{ts,tsx,md,css,svg}',
    '*.{ts,md,mjs,json}',
  )

  expect(files.filter(({ text }) => word.test(text)).map(({ path }) => path)).toEqual([])
})
