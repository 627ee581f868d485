import { expect, test } from 'vitest'
import { progressOf } from '@/lib/model/sync/progress'
import { runView } from '../../support/run-view'

test('a run tells how many of its rows are done and how long the rest takes', () => {
  expect(progressOf(runView({}))).toEqual({
    value: 1000,
    max: 4000,
    text: '1,000 of 4,000 rows',
    left: 300,
  })
})

test('nobody can tell how long a run takes that waits or is over', () => {
  expect(progressOf(runView({ pace: 0 })).left).toBeNull()
  expect(progressOf(runView({ finishedAt: '2026-11-21T10:10:00.000Z' })).left).toBeNull()
})

test('a file without rows is no division by zero', () => {
  const counts = { read: 0, sent: 0, unchanged: 0, failed: 0 }
  expect(progressOf(runView({ totalRows: 0, counts }))).toMatchObject({
    value: 0,
    max: 1,
    text: '0 of 0 rows',
  })
})

test('a source that does not tell its size has no percentage before the end', () => {
  const going = progressOf(runView({ totalRows: null }))
  expect(going).toEqual({ text: '1,000 rows', left: null })

  const over = progressOf(runView({ totalRows: null, finishedAt: '2026-11-21T10:10:00.000Z' }))
  expect(over).toMatchObject({ value: 1, max: 1, text: '1,000 rows' })
})
