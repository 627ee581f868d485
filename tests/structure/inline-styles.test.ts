import { expect, test } from 'vitest'
import { sources } from './files'

/** Only the browser draws these, and it sets a style by script, which the policy allows. */
const drawnLater = ['components/resolvers/coverage-card.tsx', 'components/resolvers/tried-list.tsx']

test('nothing that the server writes has a style of its own, which the content security policy drops', () => {
  const styled = sources('{app,components}/**/*.tsx').filter(({ text }) => /\sstyle=\{/.test(text))
  expect(styled.map(({ path }) => path).toSorted()).toEqual(drawnLater)
})
