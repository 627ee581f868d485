import { expect, test } from 'vitest'
import { importsOf, sources } from './files'

// Lowest first: a file imports from layers below its own, and from its own.
const layers: [name: string, pattern: RegExp][] = [
  ['model', /^lib\/model\//],
  ['platform', /^lib\/platform\//],
  ['stores and services of others', /^lib\/(db|graph|entra|access)\//],
  ['jobs', /^lib\/jobs\//],
  ['stores of bytes', /^lib\/blobs\//],
  ['sources', /^lib\/(sources|snapshots)\//],
  ['engine', /^lib\/(sync|operations)\//],
  ['services', /^lib\/services\//],
  ['web', /^lib\/web\//],
  ['components', /^components\//],
  ['programs', /^(app|lib\/cli)\/|^(proxy|instrumentation|instrumentation-client)$/],
]

const layerOf = (path: string) => layers.findIndex(([, pattern]) => pattern.test(path))
const code = sources(
  '{app,components,lib}/**/*.{ts,tsx}',
  '{proxy,instrumentation,instrumentation-client}.ts',
)
const own = code.filter(({ path }) => !path.startsWith('lib/emulator/'))
const bare = (path: string) => path.replace(/\.tsx?$/, '')

test('every file has its layer', () => {
  expect(own.filter(({ path }) => layerOf(bare(path)) < 0).map(({ path }) => path)).toEqual([])
})

test('imports go one way', () => {
  const upwards = own.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => !/\.css$/.test(target))
      .filter(({ target }) => layerOf(target) < 0 || layerOf(target) > layerOf(bare(file.path)))
      .map(({ target }) => `${file.path} → ${target}`),
  )
  expect(upwards).toEqual([])
})

test('Graph knows no database and the database no Graph', () => {
  const between = own.flatMap((file) => {
    const other = { 'lib/db': 'lib/graph', 'lib/graph': 'lib/db' }[
      file.path.slice(0, file.path.lastIndexOf('/'))
    ]
    return other ? importsOf(file).filter(({ target }) => target.startsWith(`${other}/`)) : []
  })
  expect(between).toEqual([])
})

test('the emulator imports nothing of the project, and nothing but its start is imported', () => {
  const inside = code.filter(({ path }) => path.startsWith('lib/emulator/'))
  const out = inside.flatMap((file) =>
    importsOf(file).filter(({ target }) => !target.startsWith('lib/emulator/')),
  )
  const into = own.flatMap((file) =>
    importsOf(file).filter(({ target }) => target.startsWith('lib/emulator/')),
  )
  expect([...out, ...into]).toEqual([])
})

test('what a browser gets imports nothing of the server', () => {
  const allowed = /^(lib\/model\/|lib\/web\/fetch$|components\/)|\.css$/
  const dragged = own
    .filter(({ text }) => /^'use client'/m.test(text))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => !typeOnly && !allowed.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    )
  const node = own.filter(
    ({ path, text }) => path.startsWith('lib/model/') && /from 'node:|'use server'/.test(text),
  )
  expect([...dragged, ...node.map(({ path }) => path)]).toEqual([])
})

test('no file imports itself through others, nor by its types', () => {
  const imports = new Map(code.map((file) => [bare(file.path), importsOf(file).map(({ target }) => target)]))
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (path: string, way: string[]) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || done.has(path)) return
    for (const target of imports.get(path) ?? []) follow(target, [...way, path])
    done.add(path)
  }
  for (const path of imports.keys()) follow(path, [])
  expect(circles).toEqual([])
})
