import { expect, test } from 'vitest'
import { connectionActions, may } from '@/lib/model/connection/states'

/** The published matrix (docs/graph-contract.md#state-matrix): draft, ready, obsolete, limitExceeded. */
const matrix = {
  createConnection: 'no yes no yes',
  readConnection: 'yes yes yes yes',
  updateConnection: 'yes yes no yes',
  deleteConnection: 'yes yes yes yes',
  createSchema: 'yes no no no',
  readSchema: 'no yes yes yes',
  updateSchema: 'no yes no no',
  deleteSchema: 'no no no no',
  createItem: 'no yes no no',
  readItem: 'no yes yes yes',
  updateItem: 'no yes no yes',
  deleteItem: 'no yes no yes',
}
const states = ['draft', 'ready', 'obsolete', 'limitExceeded'] as const

test('what a state allows is the published matrix', () => {
  const ours = connectionActions.map((action) => [
    action,
    states.map((state) => (may(action, state).allowed ? 'yes' : 'no')).join(' '),
  ])
  expect(Object.fromEntries(ours)).toEqual(matrix)
})

test('every refusal has a reason in words', () => {
  const refused = connectionActions
    .flatMap((action) => states.map((state) => may(action, state)))
    .filter((permission) => !permission.allowed)
  expect(refused).toHaveLength(22)
  for (const permission of refused)
    expect(permission).toEqual({ allowed: false, reason: expect.stringMatching(/^.{20,}\.$/) })
})

test('a draft says that it needs a schema', () => {
  expect(may('createItem', 'draft')).toEqual({
    allowed: false,
    reason: 'The connection is still a draft: register a schema first.',
  })
})

test('a state we do not know allows reading only', () => {
  const allowed = connectionActions.filter((action) => may(action, 'unknownFutureValue').allowed)
  expect(allowed).toEqual(['readConnection', 'readSchema', 'readItem'])
})
