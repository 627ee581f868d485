import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { sources } from './files'

const documents = sources('docs/**/*.md', '*.md', '.github/**/*.md')

/** Paths from the root, wherever they stand in a text; `[id]` and `(group)` are part of names of routes. */
const named =
  /(?<![\w./-])(?:app|components|lib|tests|docs|public|\.ci|\.github)\/[\w./()[\]*{},-]*[\w\])*}]/g
const links = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g

const there = (path: string) =>
  existsSync(path) || (/[*{]/.test(path) && globSync(path.replaceAll('[', '\\[')).length > 0)

test('every path that a document names is there', () => {
  const paths = documents.flatMap(({ path, text }) =>
    [...text.matchAll(named)].map(([found]) => ({ path, name: withoutSentence(found) })),
  )

  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter(({ name }) => !there(name))).toEqual([])
})

/** Ends where a link's text ends; a bracket at the end belongs to the sentence, unless it was opened in the path. */
function withoutSentence(found: string) {
  const [name = ''] = found.split('](')
  return name.endsWith(')') && !name.includes('(') ? name.slice(0, -1) : name
}

test('every link between documents leads to a file', () => {
  const linked = documents.flatMap(({ path, text }) =>
    [...text.replace(/```[\s\S]*?```/g, '').matchAll(links)].map(([, to = '']) => ({ path, to })),
  )

  expect(linked.length).toBeGreaterThan(15)
  expect(linked.filter(({ path, to }) => !existsSync(join(dirname(path), to)))).toEqual([])
})
