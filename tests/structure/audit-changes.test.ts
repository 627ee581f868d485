import { expect, test } from 'vitest'
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
