import { expect, test } from 'vitest'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { nextSteps } from '@/lib/model/connection/next-steps'
import { noFacts } from '@/lib/model/connection/row'

const at = '2026-11-20T10:00:00.000Z'
const counts = { read: 1, sent: 1, unchanged: 0, failed: 0 }
const steps = (connection: object, facts: Partial<ConnectionFacts> = {}, registered: boolean | null = null) =>
  Object.fromEntries(
    nextSteps(
      { id: 'hr', name: 'HR', state: 'ready', ...connection },
      { ...noFacts, ...facts },
      registered,
    ).map(({ id, state }) => [id, state]),
  )

test('a draft begins with its schema', () => {
  expect(steps({ state: 'draft' })).toEqual({
    schema: 'next',
    provision: 'waiting',
    source: 'waiting',
    sync: 'waiting',
  })
})

test('while Graph provisions, the schema is done and nothing else is asked for', () => {
  const operations = { schema: { id: 'o', status: 'inprogress' as const, startedAt: at } }

  expect(steps({ state: 'draft' }, { operations })).toMatchObject({
    schema: 'done',
    provision: 'doing',
    source: 'waiting',
  })
})

test('a failed registration leads back to the schema', () => {
  const operations = { schema: { id: 'o', status: 'failed' as const, startedAt: at } }

  expect(steps({ state: 'draft' }, { operations })).toMatchObject({ schema: 'next', provision: 'failed' })
})

test('a people connection is registered as a profile source before it syncs', () => {
  const people = { contentCategory: 'people' }

  expect(steps(people, {}, false)).toMatchObject({ profileSource: 'next', source: 'waiting' })
  expect(steps(people, {}, true)).toMatchObject({ profileSource: 'done', source: 'next' })
})

test('after a sync everything is done', () => {
  const sync = { id: 's', status: 'succeeded' as const, counts, at }

  expect(
    new Set(Object.values(steps({}, { sync, source: { kind: 'file', fileType: 'csv', name: 'a.csv' } }))),
  ).toEqual(new Set(['done']))
})
