import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectTypeOf, test } from 'vitest'
import { authorityRoutes } from '../../../lib/emulator/authority/routes'
import { controlHandlers } from '../../../lib/emulator/control/control'
import { ruledRoutes } from '../../../lib/emulator/directory/permissions'
import { authorityEndpoints } from '../../../lib/emulator/matrix/authority-endpoints'
import { controlEndpoints } from '../../../lib/emulator/matrix/control-endpoints'
import { document } from '../../../lib/emulator/matrix/document'
import type { Endpoint, Rule } from '../../../lib/emulator/matrix/entry'
import { endpoints, graphEndpoints, rules } from '../../../lib/emulator/matrix/matrix'
import { ownRules } from '../../../lib/emulator/matrix/own-rules'
import { graphRoutes } from '../../../lib/emulator/routes/graph-routes'
import { defaultSettings } from '../../../lib/emulator/settings'
import { switches } from '../../../lib/emulator/switches/switches'

const code = 'lib/emulator'
const tests = 'tests/emulator'

test('each route of Graph is in the matrix, and nothing else', () => {
  const routes = graphRoutes.flatMap((one) => Object.keys(one))

  expect(Object.keys(graphEndpoints).sort()).toEqual(routes.sort())
})

test('each permission rule is for a route of the matrix', () => {
  const routes = Object.keys(graphEndpoints).map((route) => route.replace(/:\w+/g, ':'))

  expect(ruledRoutes().sort()).toEqual(routes.sort())
})

test('each route of the authority is in the matrix, and nothing else', () => {
  expect(Object.keys(authorityEndpoints).sort()).toEqual(authorityRoutes().sort())
})

test('each call of the control API is in the matrix, and nothing else', () => {
  const known = [...Object.keys(controlHandlers), 'GET snapshot', 'POST snapshot']

  expect(Object.keys(controlEndpoints).sort()).toEqual(known.sort())
})

test('an assumed rule cannot be declared without what turns it, nor an assumed endpoint', () => {
  type Told = { id: string; text: string; contract: string; test: string }

  expectTypeOf<Told & { standing: 'observed' }>().toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed'; switch: 'itemPatch' }>().toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed'; switch: 'setting pageSize' }>().toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed' }>().not.toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed'; switch: undefined }>().not.toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed'; switch: 'nothing' }>().not.toExtend<Rule>()
  expectTypeOf<Told & { standing: 'assumed' }>().not.toExtend<Endpoint>()
  expectTypeOf<Rule>().not.toHaveProperty('fixed')
})

test('each switch turns a rule, and what is assumed can be turned', () => {
  const turned = new Set(rules.map((rule) => rule.switch))
  const settings = Object.keys(defaultSettings).map((name) => `setting ${name}`)
  const known = new Set<string | undefined>([...switches.map(({ name }) => name), ...settings, undefined])

  expect(switches.filter(({ name }) => !turned.has(name)).map(({ name }) => name)).toEqual([])
  expect([...rules, ...ownRules].filter((rule) => !known.has(rule.switch)).map(({ id }) => id)).toEqual([])
  const fixed = rules.filter((rule) => rule.standing === 'assumed' && rule.switch === undefined)
  expect(fixed.map(({ id }) => id)).toEqual([])
})

test('each rule has an id of its own, and a source where it claims to be known', () => {
  const all = [...rules, ...ownRules]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const unfounded = rules.filter((rule) => rule.standing === 'observed' && !rule.sources?.length)
  expect(unfounded.map(({ id }) => id)).toEqual([])
})

/** The names that lead to a test, each as a string of its file. */
function isProof(proof: string) {
  const [file = '', ...names] = proof.split(' › ')
  const path = join(tests, file)
  if (names.length === 0 || !existsSync(path)) return false
  const text = readFileSync(path, 'utf8')
  return names.every((name) => {
    const quoted = [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`]
    // The cases of the switches are named by their keys.
    return quoted.some((one) => text.includes(one)) || new RegExp(`^  ${name}: \\{`, 'm').test(text)
  })
}

test('what proves an entry is a test that exists', () => {
  const all = [...Object.entries(endpoints), ...Object.entries(controlEndpoints)]
  const proofs = [
    ...all.flatMap(([route, { test: proof }]) => [proof].flat().map((one) => [route, one] as const)),
    ...[...rules, ...ownRules].flatMap(({ id, test: proof }) =>
      [proof].flat().map((one) => [id, one] as const),
    ),
  ]

  expect(proofs.filter(([, proof]) => !isProof(proof))).toEqual([])
})

const literal = /(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/.source
const refusals = [
  `\\b(?:refuse|malformed|taken|nameConflict|because|unauthenticated)\\(\\s*(${literal})`,
  `\\b(?:mismatch|conflict)\\(\\s*(?:${literal}|[\\w.]+)\\s*,\\s*(${literal})`,
  `new GraphError\\(\\s*[\\w.]+,\\s*${literal},\\s*(${literal})`,
  `\\bconst message = (${literal})`,
  `message = (${literal})[,)]`,
  `\\bsuper\\(\\s*(${literal})\\)`,
].map((pattern) => new RegExp(pattern, 'g'))

/** What the code says when it refuses, with … for what differs. */
function wordsOf(text: string) {
  return refusals.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, found = '']) =>
      found
        .slice(1, -1)
        .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
        .replace(/\\(['"`])/g, '$1'),
    ),
  )
}

function sourceFiles(folder: string, skipped: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !skipped.test(file))
    .map((file) => join(folder, file))
}

test('each refusal of Graph belongs to a rule, and no rule claims one that is not there', () => {
  const skipped = /^(authority\/(?!tokens)|control|faults|inspector|matrix|seed|tls)|^store\/snapshot/
  const words = new Set(sourceFiles(code, skipped).flatMap((file) => wordsOf(readFileSync(file, 'utf8'))))
  // The refusal to delete a schema has no words; it is a route of the matrix.
  words.delete('')
  const claimed = new Set(
    [...rules, ...ownRules].flatMap(({ refuses = [] }) => refuses).filter((one) => !one.startsWith('AADSTS')),
  )

  expect([...words].filter((one) => !claimed.has(one))).toEqual([])
  expect([...claimed].filter((one) => !words.has(one))).toEqual([])
})

test('each refusal of the authority belongs to a rule, and no rule claims one that is not there', () => {
  const texts = sourceFiles(join(code, 'authority'), /^$/).map((file) => readFileSync(file, 'utf8'))
  const codes = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/new EntraError\(\s*'\w+',\s*(\d+)/g)].map(([, found]) => `AADSTS${found}`),
    ),
  )
  const claimed = new Set(
    rules.flatMap(({ refuses = [] }) => refuses).filter((one) => one.startsWith('AADSTS')),
  )

  expect([...codes].filter((one) => !claimed.has(one))).toEqual([])
  expect([...claimed].filter((one) => !codes.has(one))).toEqual([])
})

test('docs/emulator.md is what the code says; npm run emulator:matrix writes it', () => {
  expect(readFileSync('docs/emulator.md', 'utf8')).toBe(document())
})

test('links inside docs/emulator.md lead to its headings', () => {
  const text = document().replace(/```[\s\S]*?```/g, '')
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  const links = [...text.matchAll(/\]\((#[^)]+)\)/g)].map(([, to]) => to)

  expect(links).toContain('#point-a-client-at-the-local-tenant')
  expect(links.filter((to) => !anchors.includes(String(to).slice(1)))).toEqual([])
})
