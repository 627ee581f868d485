import { expect, test } from 'vitest'
import { sources } from './files'

test('every query is asked about a connection of people data, so that it cannot show contents unseen', () => {
  const queries = sources('lib/services/**/*.ts').flatMap(({ text }) =>
    [...text.matchAll(/= query\(\{\n {2}name: '(\w+)'/g)].map(([, name]) => name),
  )
  const [asked] = sources('tests/services/people-everywhere.test.ts')
  const questions = [...(asked?.text ?? '').matchAll(/^ {2}(\w+): (?:'|async \(|\()/gm)].map(
    ([, name]) => name,
  )

  expect(queries.length).toBeGreaterThan(40)
  expect(questions.sort()).toEqual(queries.sort())
})
