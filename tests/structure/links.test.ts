import { expect, test } from 'vitest'
import { sources } from './files'

test('every link is the Link of the console, which fetches no page before somebody is near it', () => {
  const direct = sources('{app,components}/**/*.tsx')
    .filter(({ text }) => /from 'next\/link'/.test(text))
    .map(({ path }) => path)

  expect(direct).toEqual(['components/ui/link.tsx'])
})

test('what is loaded later is loaded by `later`', () => {
  const direct = sources('{app,components}/**/*.{ts,tsx}')
    .filter(({ text }) => /from 'next\/dynamic'/.test(text))
    .map(({ path }) => path)

  expect(direct).toEqual([])
})
