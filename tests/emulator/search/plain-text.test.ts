import { expect, test } from 'vitest'
import { plainText } from '../../../lib/emulator/search/plain-text'
import { expectLinear } from '../../support/growth'

const words = (value: string) => plainText({ type: 'html', value }).trim().split(/\s+/)

test.each([
  ['<p>Jam in <b>tray</b> 2</p>', ['Jam', 'in', 'tray', '2']],
  ['a<script>let b</script >c<STYLE>d</style>e', ['a', 'c', 'e']],
  ['a<script src="x">b', ['a']],
  ['a<scripted>b', ['a', 'b']],
  ['a &lt; b &amp; c &#100; &what;', ['a', '<', 'b', '&', 'c', 'd', '&what;']],
  ['1 < 2', ['1', '<', '2']],
])('%s is read without its markup', (html, expected) => {
  expect(words(html)).toEqual(expected)
})

test('text is left as it is', () => {
  expect(plainText({ type: 'text', value: '<p>a</p>' })).toBe('<p>a</p>')
})

test.each(['<', '<script>', '<style ', '</script', '&', '&#'])(
  'a lot of %s takes time in proportion',
  (piece) =>
    expectLinear((count) => {
      const value = piece.repeat(count)
      return () => plainText({ type: 'html', value })
    }, 20_000),
)
