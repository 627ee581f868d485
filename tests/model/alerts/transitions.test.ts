import { expect, test } from 'vitest'
import { changesOf } from '@/lib/model/alerts/transitions'

const finding = (subject: string, firing: boolean) => ({ subject, name: subject, firing, text: 't' })

// What was known, what is found, what is told.
test.each([
  ['nothing wrong, nothing known', [], [finding('a', false)], []],
  ['it begins', [], [finding('a', true)], [['a', 'alert']]],
  ['it stays', ['a'], [finding('a', true)], []],
  ['it ends', ['a'], [finding('a', false)], [['a', 'recovery']]],
  [
    'one begins while another ends',
    ['a'],
    [finding('a', false), finding('b', true)],
    [
      ['a', 'recovery'],
      ['b', 'alert'],
    ],
  ],
  ['what is gone is not told of', ['a'], [], []],
] as const)('%s', (_, known, findings, told) => {
  const { changes, forgotten } = changesOf(
    known.map((subject) => ({ subject })),
    findings,
  )
  expect(changes.map(({ subject, kind }) => [subject, kind])).toEqual(told)
  expect(forgotten).toEqual(known.filter((subject) => !findings.some((one) => one.subject === subject)))
})
