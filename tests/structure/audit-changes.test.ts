import { expect, test } from 'vitest'
import { commands } from '@/lib/services/commands'
import { sources } from './files'

test('every command that changes something tells the audit log what there was before and is after', () => {
  const silent = sources('lib/services/**/*.ts').flatMap(({ path, text }) =>
    text
      .split(/= command\(\{/)
      .slice(1)
      .filter((body) => !/^ {2}(quiet: true|changes: 'nothing'),$/m.test(body))
      .filter((body) => !/\bbefore\(/.test(body) || !/\bafter\(/.test(body))
      .map((body) => `${path}: ${/name: '(\w+)'/.exec(body)?.[1]}`),
  )
  expect(silent).toEqual([])
})

/** What `tests/services/audit-changes.test.ts` does in turn, by the name of the command. */
const done = new Set(
  sources('tests/services/audit-changes.test.ts', 'tests/services/changes-of-*.ts').flatMap(({ text }) =>
    [...text.matchAll(/^ {2}(\w+): (?:async )?\(/gm)].map(([, name]) => name),
  ),
)

test('every command of the registry that changes something is done once by the test of its record', () => {
  const changing = commands.filter(({ quiet, changes }) => !quiet && changes !== 'nothing')
  expect(changing.length).toBeGreaterThan(30)
  expect(changing.map(({ name }) => name).filter((name) => !done.has(name))).toEqual([])
})

/** The intent of these is recorded first: they change Graph, send something, or take long. */
const elsewhere = [
  'createConnection',
  'updateConnection',
  'deleteConnection',
  'submitSchema',
  'submitResolvers',
  'submitTemplates',
  'registerSource',
  'prioritizeSource',
  'reorderSources',
  'removeSource',
  'addActivity',
  'writeItem',
  'deleteItem',
  'uploadFile',
  'chooseFormat',
  'testAlertRule',
]

test('every change of the console is one transaction with its record', () => {
  const apart = commands.filter(({ quiet, changes }) => !quiet && changes === undefined)
  expect(apart.map(({ name }) => name).sort()).toEqual(elsewhere.sort())
})
