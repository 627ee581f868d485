import { expect, test } from 'vitest'
import { toBoolean } from '@/lib/model/mapping/convert-value'
import { toDateTime } from '@/lib/model/mapping/date-time'
import { toDouble, toInt64 } from '@/lib/model/mapping/number-text'
import { expectLinear } from '../../support/growth'

test.each([
  ['1234,56', ',', 1234.56],
  ['1.234,56', ',', 1234.56],
  ['1 234 567,5', ',', 1234567.5],
  ['1,234.56', '.', 1234.56],
  ["-1'234.5", '.', -1234.5],
  ['1.5', '.', 1.5],
  ['1.5e3', '.', 1500],
] as const)('%s with the decimal sign %s is %d', (text, decimal, value) => {
  expect(toDouble(text, { decimal })).toEqual({ value })
})

test.each([
  ['1.5', ','],
  ['1.234.56', ','],
  ['1,234,56', '.'],
  ['1.234 567', ','],
  ['1,5,5', ','],
  ['1,5', undefined],
] as const)('%s with the decimal sign %s is refused rather than guessed at', (text, decimal) => {
  expect(toDouble(text, { decimal })).toHaveProperty('problem')
})

test('thousands of whole numbers may be grouped once the decimal sign is said', () => {
  expect(toInt64('1.234.567', { decimal: ',' })).toEqual({ value: 1234567 })
  expect(toInt64('9,223,372,036,854,775,807', { decimal: '.' })).toEqual({ value: 9223372036854775807n })
  expect(toInt64('1.234', {})).toEqual({ problem: expect.stringContaining('decimal sign of the column') })
  expect(toInt64('1,5', { decimal: ',' })).toHaveProperty('problem')
})

test('the words of a column for yes and no come before the usual ones', () => {
  const words = { yes: ['Ja', '0'], no: ['Nein'] }

  expect(['ja', ' NEIN ', 'true', '0'].map((text) => toBoolean(text, words))).toEqual([
    { value: true },
    { value: false },
    { value: true },
    { value: true },
  ])
  expect(toBoolean('oui', words)).toEqual({ problem: expect.stringContaining('say which words') })
})

test.each([
  ['digits', (count: number) => '9'.repeat(count)],
  ['commas', (count: number) => '1,'.repeat(count / 2)],
  ['spaces', (count: number) => ' '.repeat(count)],
  ['spaces before a letter', (count: number) => `1${' '.repeat(count)}x`],
])('a huge cell of %s is refused in a time that grows with its length', async (_, make) => {
  const readers = [toDouble, toInt64, toDateTime, toBoolean]
  const ways = [undefined, ',', '.'] as const
  const readAll = (text: string) =>
    readers.flatMap((read) => ways.map((decimal) => 'problem' in read(text, { decimal })))

  expect(readAll(make(1_000_000))).not.toContain(false)
  await expectLinear((count) => {
    const text = make(count)
    return () => readAll(text)
  }, 50_000)
})
