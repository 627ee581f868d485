import { expect, test } from 'vitest'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { needsOf } from '@/lib/model/connection/needs'
import { noFacts } from '@/lib/model/connection/row'
import type { Debt } from '@/lib/model/debts/debt'

const since = '2026-11-19T10:00:00.000Z'
const debt: Debt = {
  cause: 'schemaChange',
  items: 4_600,
  remaining: 4_600,
  since,
  detail: { properties: ['status'] },
}
const late: Debt = { ...debt, cause: 'registration', detail: { registered: false } }
const run = (status: 'succeeded' | 'failed' | 'cancelled', failed = 0, notHeld: number | null = 0) => ({
  id: 's1',
  status,
  counts: { read: 10, sent: 10 - failed, unchanged: 0, failed },
  at: since,
  notHeld,
})
const needs = (facts: Partial<ConnectionFacts>, registered: boolean | null = null) =>
  needsOf(
    {
      ...noFacts,
      source: { kind: 'file', fileType: 'csv', name: 'a.csv' },
      outcome: facts.sync ?? null,
      ...facts,
      id: 'hr',
      state: 'ready',
    },
    registered,
  )

test('a debt says how many, how long, and has a button that pays it', () => {
  expect(needs({ debts: [debt], sync: run('succeeded') })).toMatchObject([
    {
      tone: 'warn',
      cause: '4,600 items have to be sent again (about 2 min).',
      consequence: expect.stringContaining('The schema of status has changed.'),
      action: { kind: 'sendAgain', connectionId: 'hr' },
    },
  ])
})

test('records that runs have given up need a person, though the last run is green', () => {
  expect(needs({ stuck: 2, sync: run('succeeded') })).toMatchObject([
    {
      tone: 'warn',
      cause: '2 records failed in 5 runs and are not tried any more.',
      consequence: expect.stringMatching(/^When one of them or the mapping changes, it is tried again\./),
      action: { kind: 'link', href: '/connections/hr/sync/failing?state=stuck' },
    },
  ])
})

test('what the last file does not hold needs another file, not the same again', () => {
  const [need] = needs({ debts: [{ ...debt, remaining: 10 }], sync: run('succeeded', 0, 10) })

  expect(need).toMatchObject({
    consequence: expect.stringContaining('does not hold them'),
    action: { kind: 'link', href: '/connections/hr/sync' },
  })
})

test('what a source that is no file does not hold is looked for there', () => {
  const source = { kind: 'http', fileType: null, name: 'api.contoso.com/items' } as const
  const [need] = needs({ source, debts: [{ ...debt, remaining: 10 }], sync: run('succeeded', 0, 10) })

  expect(need).toMatchObject({
    consequence: expect.stringContaining('did not find them at its source (HTTPS API)'),
    action: { kind: 'link', label: 'See the source' },
  })
})

test('people data is registered first, and that pays every other debt too', () => {
  expect(needs({ debts: [debt, late] })).toMatchObject([
    { action: { kind: 'link', label: 'Register', href: '/profile-sources?register=hr' } },
  ])
  expect(needs({ debts: [late] }, true)).toMatchObject([{ action: { kind: 'sendAgain' } }])
})

test.each(['succeeded', 'failed', 'cancelled'] as const)(
  'rows that failed in a run that %s are shown',
  (status) => {
    const [need] = needs({ sync: run(status, 3) })

    expect(`${need?.cause} ${need?.consequence}`).toContain('3 items of the last sync failed.')
  },
)

test('nothing is needed after a cancelled run without failures, nor while one goes on', () => {
  expect(needs({ sync: run('cancelled'), outcome: null })).toEqual([])
  expect(needs({ debts: [debt], sync: { ...run('succeeded'), status: 'running' } })).toMatchObject([
    { action: { kind: 'link', label: 'See the sync' } },
  ])
})

test('a run that is cancelled hides nothing of what failed in the run before it', () => {
  const [need] = needs({ sync: { ...run('cancelled'), id: 's2' }, outcome: run('succeeded', 3) })

  expect(need).toMatchObject({
    cause: '3 items of the last sync failed.',
    action: { href: '/connections/hr/sync/s1' },
  })
})

test('a plan that waits is told apart from deletions that wait', () => {
  const held = { ...run('succeeded'), status: 'held' as const }

  expect(needs({ sync: { ...held, phase: 'plan' } })).toMatchObject([
    { cause: 'The plan of the last sync waits for an approval.' },
  ])
  expect(needs({ sync: { ...held, phase: 'finalize' } })).toMatchObject([
    { cause: 'Deletions of the last sync wait for an approval.' },
  ])
})

test('groups whose changes Graph has refused lead to the groups', () => {
  expect(needs({ refusedGroups: 2 })).toMatchObject([
    { cause: 'Graph refused changes of 2 groups.', action: { href: '/connections/hr/groups' } },
  ])
})
